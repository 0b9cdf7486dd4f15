import { fill, form, saved, send, unfold } from "../support/forms";
import { axe, expect, hydrated, scripted, test, visit, type Page } from "../support/story";

// The frame that shows a document runs nothing, and so refuses what the test's own browser would run in every frame.
test.use({ expectedConsole: [/^Blocked script execution in '[^']*\/fil\?visa=1'/] });

/** Uploads a text as the document of the evidence that is shown. */
const upload = async (page: Page, name: string, text: string, told: Record<string, string> = {}) => {
  const attach = page.locator('main form:has(input[type="file"])');
  await unfold(attach);
  await attach.locator('input[type="file"]').setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  await fill(attach, told);
  await send(attach);
};

test("a document lives: versions that are vouched for, looked at and replaced, and nothing of it is lost", async ({ page, signIn }) => {
  test.setTimeout(90_000);
  await signIn("samordnare");

  const create = async (title: string) => {
    await visit(page, "/evidens/ny");
    await fill(form(page, "create"), { title, kind: "policy", effective: "2026-03-02", owner: "Inköpssamordnare" });
    await send(form(page, "create"));
    return saved(page, "Evidens tillagd");
  };

  const key = await test.step("the first version is attached and vouched for", async () => {
    const key = await create("Rutin för leverantörsbedömning");
    await hydrated(page);
    await upload(page, "rutin-1.txt", "Rutin, första versionen. Leverantörer bedöms varje år.\n");
    await saved(page, "Fil bifogad");
    await expect(page.locator("main .facts")).toContainText("Ingen har intygat den");
    await unfold(form(page, "vouch"));
    await send(form(page, "vouch"));
    await saved(page, "Versionen är intygad");
    await expect(page.locator("main .facts")).toContainText("Inköpssamordnare, ");
    return key;
  });

  await test.step("the next one has its own days; what is wrong with them is said and what was typed is kept", async () => {
    await visit(page, `/evidens/${key}`);
    await upload(page, "rutin-2.txt", "Rutin, andra versionen.\n", { effective: "2099-01-01", version: "2.0" });
    await expect(page.locator("main .errors")).toContainText("Gäller per");
    const attach = page.locator('main form:has(input[type="file"])');
    await expect(attach.locator('[name="fields[version]"]')).toHaveValue("2.0");
    await axe(page);
    await upload(page, "rutin-2.txt", "Rutin, andra versionen.\n", { effective: "2026-09-01", version: "2.0" });
    await saved(page, "Fil bifogad");
    await expect(page.locator("main .facts")).toContainText("Ingen har intygat den");
    const earlier = page.getByRole("table", { name: /^Versioner av dokumentet/ }).getByRole("row").filter({ hasText: "rutin-1.txt" });
    await expect(earlier).toContainText("2026-03-02 – Tills vidare");
    await expect(earlier).toContainText("Inköpssamordnare, ");
    const address = await earlier.getByRole("link").getAttribute("href");
    expect(await (await page.request.get(address ?? "")).text()).toContain("första versionen");
  });

  await test.step("it is looked at beside its evidence", async () => {
    await visit(page, `/evidens/${key}`);
    const frame = page.locator("iframe.preview");
    await page.locator("main details", { has: frame }).locator("summary").click();
    // Nothing may run in the frame, not even what would read it here: that it came, and what it was sent, is enough.
    const address = (await frame.getAttribute("src")) ?? "";
    await expect.poll(() => page.frames().map((one) => one.url()).join(" ")).toContain(address);
    expect(await (await page.request.get(address)).text()).toContain("andra versionen");
  });

  await test.step("the same file is told, there and elsewhere", async () => {
    await upload(page, "annat-namn.txt", "Rutin, andra versionen.\n");
    await expect(page.locator("main .errors")).toContainText("samma fil som den gällande versionen");
    const other = await create("Rutin för leverantörsbedömning, 2027");
    await hydrated(page);
    await upload(page, "rutin.txt", "Rutin, andra versionen.\n");
    await expect(page.locator("main")).toContainText(`Samma fil finns redan i ${key}`);
    await visit(page, `/evidens/${key}/redigera`);
    await fill(form(page, "update"), { replaced_by: key });
    await send(form(page, "update"));
    await expect(page.locator("main .errors")).toContainText(key);
    await fill(form(page, "update"), { replaced_by: other });
    await send(form(page, "update"));
    await saved(page, "Evidens ändrad");
    await expect(page.locator("main .banner--warn")).toContainText("Den är ersatt");
    await expect(page.locator("main .banner--warn").getByRole("link", { name: other })).toBeVisible();
    await axe(page);
    await visit(page, `/evidens/${other}`);
    await expect(page.locator("main .facts")).toContainText(`Ersätter${key}`);
  });
});

test("many files become evidence each, and the same ones sent again come in once", async ({ page, signIn }) => {
  await signIn("samordnare");
  const file = (name: string, text: string) => ({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  const sent = [file("Utbildningslista vår.txt", "Lista, vår\n"), file("Utbildningslista höst.txt", "Lista, höst\n")];
  const upload = page.locator('main form:has(input[type="file"])');
  const choose = async () => {
    await visit(page, "/evidens");
    await page.getByRole("link", { name: "Ladda upp filer" }).click();
    await hydrated(page);
    await fill(upload, { kind: "training", effective: "2026-09-15", owner: "Nämndsekreterare", requirements: "CSL-2-4" });
    await upload.locator('input[type="file"]').setInputFiles(sent);
    await upload.getByRole("button", { name: "Ladda upp filerna" }).click();
  };
  // With scripts each file tells of itself in the list; without, the page tells of all of them.
  const told = async (each: RegExp, all: string) => {
    if (scripted()) await expect(upload.locator("[data-state]")).toHaveText([each, each]);
    else await expect(page.locator("main")).toContainText(all);
  };
  await choose();
  await told(/^Tillagd som EVD-\d+$/, "Två evidens tillagda");
  await axe(page);
  await choose();
  await told(/^Fanns redan i EVD-\d+$/, "Två filer fanns redan");
  await page.locator("main li", { hasText: "höst" }).getByRole("link").click();
  await expect(page.locator("h1")).toHaveText("Utbildningslista höst");
  await expect(page.locator("main")).toContainText("Nämndsekreterare");
});

test("a control's year: what was done, what waits, and a measure out of what it showed", async ({ page, signIn }) => {
  test.setTimeout(60_000);
  await signIn("samordnare");

  await test.step("the year is told month by month, and other years are a step away", async () => {
    await visit(page, "/kontroller");
    await page.getByRole("link", { name: "Kontrollår" }).click();
    await hydrated(page);
    const row = (key: string) => page.getByRole("table").getByRole("row").filter({ hasText: key });
    await expect(row("KTR-12")).toContainText("31 oktober 2026: Större avvikelse");
    await expect(row("KTR-12")).toContainText("30 november 2026: Kommande");
    await expect(row("KTR-12")).toContainText("Fungerar inte");
    await expect(row("KTR-22")).toContainText("30 september 2026: Ej utförd");
    await axe(page);
    await page.locator("main select[name=ansvarig]").selectOption("Ekonomichef");
    await page.locator("main .filters").getByRole("button", { name: "Visa" }).click();
    await expect(page).toHaveURL(/ansvarig=Ekonomichef/);
    await expect(row("KTR-01")).toBeVisible();
    await expect(row("KTR-12")).toHaveCount(0);
    await page.getByRole("link", { name: /^Föregående år/ }).click();
    await expect(page).toHaveURL(/ar=2025/);
    await expect(row("KTR-01")).toBeVisible();
    expect(await visit(page, "/kontroller/arshjul?ar=1066")).toBe(422);
    await expect(page.locator("main")).toContainText("mellan 2000 och 2100");
  });

  await test.step("what nothing shows is said, and leads to evidence that tells what it shows", async () => {
    await visit(page, "/kontroller?flagga=not_evidenced");
    await expect(page.locator("main tbody")).toContainText("Ej styrkt");
    await expect(page.locator("main tbody")).not.toContainText("KTR-07");
    await visit(page, "/kontroller/KTR-07");
    await expect(page.locator('main section[aria-labelledby="h-evidens"]')).toContainText("Den längsta tog fyra timmar");
  });

  await test.step("a deviation is followed up by a measure that the control then checks", async () => {
    await visit(page, "/kontroller/KTR-14");
    await page.getByRole("link", { name: "Skapa uppföljningsåtgärd" }).click();
    await hydrated(page);
    const create = form(page, "create");
    await expect(create.locator('[name="fields[purpose]"]')).toHaveValue("Några tjänster saknar förnyad klassning.");
    await send(create);
    await expect(page.locator("main .errors")).toBeVisible();
    await expect(form(page, "create").locator('[name="fields[title]"]')).toHaveValue(/^Åtgärda: /);
    await fill(form(page, "create"), {
      title: "Förnya klassningen av de tjänster som stickprovet fann",
      area: "administrative",
      sub_area: "cyber",
      deliverable: "routine",
      change: "updated",
      start: "2026-11-30",
      end: "2027-03-31",
    });
    await send(form(page, "create"));
    const measure = await saved(page, "Åtgärd tillagd");
    await expect(page).toHaveURL(/\/kontroller\/KTR-14\?/);
    await expect(page.locator('main section[aria-labelledby="h-atgarder"]')).toContainText(measure);
  });
});

test("a register is seen as it stood at each decision, and one comes back", async ({ page, signIn }) => {
  await signIn("namnd");
  await visit(page, "/risker?kategori=Drift");
  const line = page.getByRole("navigation", { name: "Som registret såg ut" });
  await expect(line.getByRole("link", { name: "i dag", exact: true })).toHaveAttribute("aria-current", "true");
  await line.locator("ol").getByRole("link").first().click();
  await expect(page).toHaveURL(/kategori=Drift.*per=\d{4}-\d\d-\d\d/);
  await expect(page.locator("main .banner")).toContainText("Du ser läget den");
  await line.locator("ol").getByRole("link", { name: "i dag", exact: true }).click();
  await expect(page).not.toHaveURL(/per=/);
});
