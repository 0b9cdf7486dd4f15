import { csv } from "../support/files";
import { control, fill, form, saved, send, today, unfold } from "../support/forms";
import { axe, expect, hydrated, signOut, test, visit } from "../support/story";

test("an indicator whose sources differ says so, and what was typed is never lost", async ({ page, signIn }) => {
  test.setTimeout(90_000);
  await signIn("samordnare");

  await test.step("the report's four figures stand with their sources", async () => {
    await visit(page, "/indikatorer");
    await expect(page.locator("h1")).toContainText("saknar utfall");
    await page.getByRole("link", { name: /SLA: lösningsgrad/ }).click();
    await expect(page.locator("main")).toContainText("Källorna skiljer sig");
    await expect(page.locator("main svg.chart title")).toContainText("SLA: lösningsgrad för incidenter, i %");
    const row = page.locator("main table tbody tr").filter({ has: page.getByRole("rowheader", { name: /mars 2024|Kvartal 1 2024/ }) });
    await expect(row).toContainText("strax över 84");
    await expect(row).toContainText("80");
    await expect(row).toContainText("det framgår inte vilka");
    await axe(page);
  });

  const indicator = await test.step("a new one is added", async () => {
    await visit(page, "/indikatorer/ny");
    const create = form(page, "create");
    await fill(create, { title: "Andel medarbetare som har gått utbildningen", kind: "figure", unit: "%", owner: "Informationssäkerhetssamordnare", frequency: "yearly" });
    await send(create);
    return saved(page, "Indikator tillagd");
  });

  await test.step("a number with its unit and a season are refused, and both are still there", async () => {
    await hydrated(page);
    const report = form(page, "report");
    await unfold(report);
    await fill(report, { period: "våren 2025", value_kind: "outcome", number: "84 %", value_source: "Årsrapport 2025" });
    await send(report);
    await expect(page.locator("main .errors")).toContainText("är inte ett tal");
    await expect(page.locator("main .errors")).toContainText("är inte en period");
    await expect(control(form(page, "report"), "number")).toHaveValue("84 %");
    await axe(page);
    await fill(form(page, "report"), { period: "2025", number: "84,0" });
    await send(form(page, "report"));
    expect(await saved(page, "Värde registrerat")).toBe(indicator);
    await expect(page.locator("main table tbody")).toContainText("84,0");
  });

  await test.step("another source says otherwise, and the list finds it", async () => {
    const report = form(page, "report");
    await unfold(report);
    await fill(report, { period: "2025", value_kind: "outcome", number: "79", value_source: "HR-systemet", qualifier: "cirka" });
    await send(report);
    expect(await saved(page, "Värde registrerat")).toBe(indicator);
    await expect(page.locator("main")).toContainText("Källorna skiljer sig");
    await visit(page, "/indikatorer?kallor=differ");
    await expect(page.locator("main table")).toContainText(indicator);
    const file = await page.request.get("/export/indikatorer.csv?kallor=differ");
    expect(csv(await file.body()).some((row) => row.includes("cirka 79 / 84,0"))).toBe(true);
  });
});

test("an assignment is reported back, approved by the board and told to the city executive office, in that order", async ({ page, signIn }) => {
  test.setTimeout(120_000);
  await signIn("samordnare");
  const assignment = await test.step("it is added", async () => {
    await visit(page, "/uppdrag/ny");
    const create = form(page, "create");
    await fill(create, {
      title: "Samordna stadens beredskap",
      text: "Samordna stadens beredskap i informationssäkerhet.",
      given_by: "Kommunfullmäktige",
      boards: "Nämnden för Intraservice",
      owner: "Säkerhetssamordnare",
      year: "2026",
      period: "halvår 2 2026",
      risks: "RSK-04",
    });
    await send(create);
    return saved(page, "Uppdrag tillagt");
  });

  await test.step("only the first step can be taken", async () => {
    await expect(form(page, "approve")).toHaveCount(0);
    await expect(form(page, "inform")).toHaveCount(0);
    const back = form(page, "report_back");
    await unfold(back);
    await fill(back, { registration: "DEMO-2026-0500" });
    await send(back);
    expect(await saved(page, "Uppdrag återredovisat till nämnden")).toBe(assignment);
    await expect(form(page, "approve")).toHaveCount(0);
    await axe(page);
  });

  await test.step("the secretary records the approval, and then that the office is informed", async () => {
    await signOut(page);
    await signIn("sekreterare");
    await visit(page, `/uppdrag/${assignment}`);
    const approve = form(page, "approve");
    await unfold(approve);
    await fill(approve, { date: "2020-01-01", paragraph: "88", registration: "DEMO-2026-0500" });
    await send(approve);
    await expect(page.locator("main .errors")).toContainText("är före ”Återredovisat”");
    await expect(control(form(page, "approve"), "paragraph")).toHaveValue("88");
    await fill(form(page, "approve"), { date: today() });
    await send(form(page, "approve"));
    expect(await saved(page, "Nämndens godkännande registrerat")).toBe(assignment);
    const inform = form(page, "inform");
    await unfold(inform);
    await send(inform);
    expect(await saved(page, "Stadsledningskontoret informerat")).toBe(assignment);
    await expect(page.locator("main dl.facts")).toContainText("Stadsledningskontoret informerat");
    await expect(page.locator("main ol.steps")).toContainText("§ 88");
  });
});

test("a recommendation says according to whom it is taken care of", async ({ page, signIn }) => {
  await signIn("namnd");
  await visit(page, "/rekommendationer/REK-01");
  await expect(page.locator("main")).toContainText("Bedömningen gäller: tidigare rekommendationer. Den säger inget om annat arbete.");
  await visit(page, "/rekommendationer/REK-02");
  await expect(page.locator("main")).toContainText("Stadsrevisionen har inte bekräftat det.");
  await axe(page);
  await visit(page, "/uppdrag");
  await page.getByRole("navigation", { name: "Uppföljning" }).getByRole("link", { name: "Riskanalyser" }).click();
  await expect(page.locator("main table")).toContainText("Organisering av dataskydd");
  await page.getByRole("link", { name: /Organisering av dataskydd/ }).click();
  await expect(page.locator("main")).toContainText("Säkerhet, Arbetsmiljö");
  await expect(page.locator("main")).toContainText("UPD-02");
});
