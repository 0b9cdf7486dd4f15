import { csv } from "../support/files";
import { control, fill, form, saved, send, unfold } from "../support/forms";
import { axe, expect, hydrated, signOut, test, visit } from "../support/story";

/** A time of day in Sweden some hours ago, as a form writes it. */
const ago = (hours: number): string =>
  new Date(Date.now() - hours * 3_600_000).toLocaleString("sv-SE", { timeZone: "Europe/Stockholm" }).slice(0, 16).replace(" ", "T");

test("an incident is recorded at night, its clocks run, and what is owed is sent in time", async ({ page, signIn }) => {
  test.setTimeout(120_000);
  await signIn("agare");
  const clocks = page.locator('section[aria-labelledby="h-klockor"]');

  const incident = await test.step("it is recorded with little more than what is known, and what can't have been is told", async () => {
    await visit(page, "/incidenter/ny");
    await axe(page);
    const create = form(page, "create");
    await fill(create, {
      title: "Obehörig inloggning i katalogtjänsten",
      happened: "Ett konto har använts från en okänd plats.",
      owner: "IT-säkerhetsansvarig",
      aware: ago(3),
      began: ago(2),
    });
    await send(create);
    await expect(page.locator("main .errors")).toContainText("Ingen kan veta om något innan det har börjat");
    await expect(control(form(page, "create"), "happened")).toHaveValue("Ett konto har använts från en okänd plats.");
    await fill(form(page, "create"), { began: ago(4), users: "120" });
    await send(form(page, "create"));
    return saved(page, "Incident registrerad");
  });

  await test.step("both clocks run from when it was known, and say how long is left", async () => {
    await hydrated(page);
    await expect(clocks).toContainText("Upplysning");
    await expect(clocks).toContainText(/20 tim \d+ min kvar|21 tim 0 min kvar/);
    await expect(clocks).toContainText("2 dygn 20 tim kvar");
    await expect(clocks.getByText("Löper")).toHaveCount(2);
    await expect(page.locator("main")).toContainText("OSL 18 kap. 8 b §");
    await axe(page);
  });

  await test.step("it is judged against the organisation's own thresholds", async () => {
    const judge = form(page, "judge");
    await unfold(judge);
    await fill(judge, { significance: "significant", reasons: "Skyddad information kan vara röjd." });
    await judge.getByLabel(/Skyddad information i ett kritiskt system/).check();
    await send(judge);
    await saved(page, "Incident bedömd");
    await expect(page.locator('section[aria-labelledby="h-betydande"]')).toContainText("MCFFS 2026:8");
  });

  await test.step("the notice is sent in time; one that was sent before anyone knew is refused", async () => {
    const report = form(page, "report");
    await unfold(report);
    await expect(control(report, "report")).toHaveValue("notice");
    await fill(report, { to: "CSIRT-enheten", reference: "2026-4711", sent: ago(5) });
    await send(report);
    await expect(page.locator("main .errors")).toContainText("Inget kan skickas innan incidenten är känd");
    await expect(control(form(page, "report"), "reference")).toHaveValue("2026-4711");
    await fill(form(page, "report"), { sent: ago(1) });
    await send(form(page, "report"));
    await saved(page, "Rapport om incident registrerad");
    await expect(clocks).toContainText("Skickad i tid");
    await expect(page.locator('section[aria-labelledby="h-skickat"]')).toContainText("2026-4711");
  });

  await test.step("drills stand in a list and in files of their own", async () => {
    await visit(page, "/incidenter");
    await expect(page.locator("main tbody")).toContainText(incident);
    await page.getByRole("link", { name: "Visa övningar" }).click();
    await hydrated(page);
    await expect(page).toHaveURL(/ovning=1/);
    await expect(page.locator("main")).not.toContainText(incident);
    await axe(page);
    const rows = csv(await (await page.request.get("/export/incidenter.csv")).body());
    expect(rows.flat().join(" ")).toContain(incident);
  });

  await test.step("a member of the board finds it nowhere", async () => {
    await signOut(page);
    await signIn("namnd");
    await visit(page, "/incidenter?status=all");
    await expect(page.locator("main")).toContainText("Inga incidenter att visa");
    await visit(page, `/incidenter/${incident}`);
    await expect(page.locator("h1")).toContainText("Sekretessmarkerat");
    await expect(page.locator("main")).not.toContainText("katalogtjänsten");
    await axe(page);
  });
});

test("a deviation is followed up for the period, and its history stays", async ({ page, signIn }) => {
  await signIn("samordnare");
  await visit(page, "/avvikelser/AVV-01");
  const periods = page.locator('section[aria-labelledby="h-perioder"]');
  await expect(periods).toContainText("Mars 2024");
  await expect(page.locator("main")).toContainText("gäller revisionens tidigare rekommendationer");
  await axe(page);
  const report = form(page, "report");
  await unfold(report);
  await fill(report, { period: "oktober 2026", state: "mended", comment: "" });
  await send(report);
  await expect(page.locator("main .errors")).toContainText("Kommentar");
  await fill(form(page, "report"), { comment: "Det som återstod är infört." });
  await send(form(page, "report"));
  await saved(page, "Status rapporterad");
  await hydrated(page);
  await expect(periods.locator("tbody tr").first()).toContainText("Oktober 2026");
  await expect(periods).toContainText("Mars 2024");
  await expect(page.locator('section[aria-labelledby="h-historik"]')).toContainText("Åtgärdad");
  await page.getByRole("link", { name: "PRG-01" }).click();
  await hydrated(page);
  await expect(page.locator('section[aria-labelledby="h-avvikelser"]')).toContainText("AVV-01");
});
