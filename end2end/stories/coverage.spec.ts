import { fill, form, saved, send, unfold } from "../support/forms";
import { axe, expect, hydrated, test, visit, type Page } from "../support/story";

const band = (page: Page) => page.locator('main section[aria-labelledby="h-brister"]');
const pages = (page: Page) => page.getByRole("navigation", { name: "Regelverkets sidor" });

/** Nothing on the page has to be moved sideways. */
const narrow = async (page: Page) => {
  const shown = page.viewportSize() ?? { width: 1440, height: 900 };
  await page.setViewportSize({ width: 390, height: 844 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(390);
  await page.setViewportSize(shown);
};

test("coverage tells what is missing and what nothing shows, and leads there", async ({ page, signIn }) => {
  test.setTimeout(90_000);
  await signIn("samordnare");

  await test.step("what presses stands in front, counted, and narrows what is below", async () => {
    await visit(page, "/krav?ramverk=nis2");
    await expect(band(page)).toContainText("krav saknar underlag");
    await expect(band(page)).toContainText("NIS2 art. 21.2 g bedömdes 2026-11-09 som helt uppfyllt, men ingen evidens gäller");
    await expect(band(page)).toContainText("bedömdes för mer än ett år sedan");
    await band(page).getByRole("link", { name: /^Visa.*krav har kontroller som inte är styrkta$/ }).click();
    await expect(page).toHaveURL(/brist=not_evidenced/);
    await hydrated(page);
    const rows = page.locator("main table.cov tbody tr:has(td)");
    expect(await rows.count()).toBeGreaterThan(0);
    for (const row of await rows.all()) await expect(row).toContainText("Ej styrkt");
    await expect(rows.filter({ hasText: "art. 21.2 a" })).toContainText("KTR-21");
    // Judged fully met, and there is evidence, but a control that was carried out isn't shown by any.
    await expect(rows.filter({ hasText: "art. 21.2 a" })).toContainText("Delvis uppfyllt");
    await axe(page);
    await page.locator("main .active").getByRole("link", { name: "Visa alla krav" }).click();
    await expect(page).not.toHaveURL(/brist=/);
  });

  await test.step("what isn't a gap is refused, in words", async () => {
    expect(await visit(page, "/krav?ramverk=nis2&brist=hus")).toBe(422);
    await expect(page.locator("main")).toContainText("hus");
  });

  await test.step("an earlier day has its own gaps", async () => {
    await visit(page, "/krav?ramverk=nis2&per=2026-03-15");
    await expect(band(page)).toContainText("krav har evidens som gått ut");
    await expect(band(page)).toContainText("krav har evidens som går ut inom 30 dagar");
    await expect(band(page)).not.toContainText("21.2 g bedömdes");
  });

  await test.step("the map says in words how each requirement stands, and leads to what it is about", async () => {
    await visit(page, "/krav?ramverk=nis2");
    await pages(page).getByRole("link", { name: "Karta" }).click();
    await expect(page).toHaveURL(/\/krav\/karta\?ramverk=nis2/);
    await hydrated(page);
    const map = page.getByRole("table", { name: /^Krav i regelverkets ordning/ });
    const row = map.getByRole("row").filter({ hasText: "art. 21.2 g" });
    await expect(row.getByRole("cell").first()).toHaveText("Helt uppfyllt, utan evidens");
    await expect(row.getByRole("cell").nth(1)).toHaveText("Saknas");
    await expect(map.getByRole("rowheader").filter({ hasText: "Artikel 21" })).toContainText("saknar underlag");
    await axe(page);
    await narrow(page);
    const all = page.getByRole("table", { name: /^Regelverk med hur många krav/ });
    await expect(all.getByRole("row").filter({ hasText: "NIS2" })).toContainText("%");
    await map.getByRole("row").filter({ hasText: "art. 21.2 d" }).getByRole("link", { name: /gäller/ }).click();
    await expect(page).toHaveURL(/\/krav\/NIS2-21\.2\.d#h-evidens/);
    await expect(page.locator("#h-evidens")).toBeVisible();
  });

  await test.step("the statement of applicability names missing justifications first", async () => {
    await visit(page, "/krav/tillamplighet?ramverk=iso27001");
    await expect(page.locator("h1")).toHaveText(/ av 93 krav saknar motivering$/);
    const groups = page.locator("main tbody tr.group");
    await expect(groups.first()).toContainText("Motivering saknas");
    await expect(groups.last()).toContainText("Motiverade");
    const row = page.locator("main tbody tr", { hasText: "A.7.12" });
    await expect(row).toContainText("Nej");
    await expect(row).toContainText("fastighetsägaren ansvarar");
    await page.locator("main details.more--menu summary").click();
    for (const form of ["xlsx", "csv", "json", "pdf"]) {
      const address = await page.getByRole("link", { name: form.toUpperCase(), exact: true }).getAttribute("href");
      const answer = await page.request.get(address ?? "");
      expect(answer.status()).toBe(200);
      expect(answer.headers()["content-disposition"]).toContain(`uttalande-om-till`);
      expect(answer.headers()["content-disposition"]).toContain(`.${form}"`);
    }
    await axe(page);
    await narrow(page);
  });
});

test("a requirement tells what else it answers, and how it has been judged", async ({ page, signIn }) => {
  await signIn("samordnare");

  await test.step("the requirement of another framework is told in both directions, with its own evidence", async () => {
    await visit(page, "/krav/EU2690-3.1");
    const same = page.locator('main section[aria-labelledby="h-motsvarar"]');
    await expect(same).toContainText("Det här svarar också mot NIS2 art. 21.2 b och ISO 27001 A.5.24.");
    await same.getByRole("link", { name: "Incidentberedskap" }).click();
    await expect(page).toHaveURL(/\/krav\/ISO-A\.5\.24/);
    await hydrated(page);
    await expect(same).toContainText("Det här svarar också mot (EU) 2024/2690 3.1.");
    await expect(same.locator("tbody tr")).toContainText("Underlag saknas");
    await axe(page);
  });

  await test.step("its judgements, and only those there were on an earlier day", async () => {
    const judged = page.locator('main section[aria-labelledby="h-bedomningar"] tbody tr');
    await visit(page, "/krav/NIS2-20.1");
    await expect(judged).toHaveCount(2);
    await expect(judged.first()).toContainText("2026-10-20");
    await expect(judged.first()).toContainText("Helt uppfyllt");
    await expect(judged.first()).toContainText("Nämnden har fastställt riskbilden i april");
    await expect(judged.last()).toContainText("Ej bedömt");
    await visit(page, "/krav/NIS2-20.1?per=2026-06-30");
    await expect(judged).toHaveCount(1);
    await expect(judged).toContainText("Delvis uppfyllt");
  });

  await test.step("a new judgement without evidence is told to contradict itself", async () => {
    await visit(page, "/krav/EU2690-10.4");
    const judge = form(page, "judge");
    await unfold(judge);
    await fill(judge, { level: "fully" });
    await send(judge);
    expect(await saved(page, "Krav bedömt")).toBe("EU2690-10.4");
    await hydrated(page);
    await expect(page.locator("main")).toContainText("Bedömningen säger helt uppfyllt, men ingen evidens gäller.");
    const judged = page.locator('main section[aria-labelledby="h-bedomningar"] tbody tr');
    await expect(judged).toHaveCount(1);
    await expect(judged).toContainText("Säkerhetssamordnare");
  });
});

test("who isn't cleared is told that results are kept from them, and not what they were", async ({ page, signIn }) => {
  await signIn("namnd");
  await visit(page, "/krav/karta?ramverk=nis2");
  const row = page.locator("main table.heatmap tr", { hasText: "art. 21.2 j" });
  await expect(row).not.toContainText("avvikelse");
  await visit(page, "/krav?ramverk=nis2");
  await expect(page.locator("main table.cov tr", { hasText: "art. 21.2 j" })).toContainText("OSL 18 kap. 8 §");
});
