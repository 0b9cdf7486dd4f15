import { axe, expect, inEnglish, scripted, test, visit, type Page } from "../support/story";

// Friday 15:40, five weeks before the programme ends: will it hold, and what is missing?

// Other stories change measures on the day they are played; here all is seen as the demo content left it.
const per = "per=2026-11-24";

const sideways = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("whether the programme will hold is on its page, in words and numbers", async ({ page, signIn }) => {
  await signIn("samordnare");

  await test.step("the forecast", async () => {
    await visit(page, `/program?${per}`);
    await expect(page.locator("h1")).toHaveText("8 av 38 leverabler återstår");
    const heading = page.locator("#h-utfall");
    await expect(heading).toHaveText(/^Prognosen räcker till 3\d(–3\d)? av 38 till årsskiftet$/);
    // The drawing's twin says the same, and when everything is done.
    const said = (await heading.textContent())?.match(/till (\S+) av/)?.[1] ?? "";
    const last = page.getByRole("row", { name: "2026-12-31, prognos" });
    await expect(last).toContainText(said);
    const dates = await page.locator("tbody.dates td").allTextContents();
    expect(dates).toHaveLength(2);
    expect([...dates].sort(), "P50 is no later than P80").toEqual(dates);
    await expect(page.locator(".chart desc")).toContainText("Klart 79");
    await expect(page.locator(".note").filter({ hasText: "Prognosen lottar" })).toContainText("då 7 leverabler blev klara");
  });

  await test.step("the same data gives the same picture", async () => {
    const drawn = await page.locator(".chart .fc").getAttribute("d");
    await visit(page, `/program?${per}`);
    expect(await page.locator(".chart .fc").getAttribute("d")).toBe(drawn);
  });

  await test.step("what is left, and what it would take", async () => {
    const left = page.getByRole("region", { name: "Kvar till 31 december 2026" });
    await expect(left).toContainText("Det håller inte i den takt som har hållits");
    await expect(left.getByRole("row", { name: /^Administrativ säkerhet 5 av 24 kvar/ })).toBeVisible();
    await expect(left.getByRole("link", { name: "Tillgångsförteckning och klassning enligt KLASSA" })).toBeVisible();
    await expect(left.locator("tbody th[scope=row]")).toHaveCount(8);
    await expect(left.getByRole("row", { name: /^ATG-33/ })).toContainText(/Skjuts till \d{4}-\d{2}-\d{2} av ATG-37/);
  });

  await test.step("a part of it, by links", async () => {
    await page.getByRole("navigation", { name: "Område", exact: true }).getByRole("link", { name: /^Teknisk säkerhet/ }).click();
    await expect(page).toHaveURL(/omrade=technical/);
    await expect(page.locator("h1")).toHaveText("3 av 14 leverabler återstår");
    await page.getByRole("navigation", { name: "Delområde" }).getByRole("link", { name: /^Fysisk säkerhet/ }).click();
    await expect(page).toHaveURL(/omrade=technical&delomrade=physical/);
    await expect(page.locator("h1")).toHaveText("Leverabeln är klar");
    await expect(page.locator("main")).toContainText("Det behövs ingen prognos");
  });

  await test.step("what isn't understood is said, and shows nothing", async () => {
    for (const address of ["/program?omrade=moln", "/program/fardplan?zoom=dag", "/program/fardplan?visa=allt"]) {
      expect(await visit(page, address), address).toBe(422);
    }
  });

  await test.step("before anything was done there is no forecast, and it says why", async () => {
    await visit(page, "/program?per=2024-01-31");
    await expect(page.locator("main")).toContainText("Det finns ingen prognos ännu");
    await axe(page);
  });

  await test.step("in English", async () => {
    await visit(page, `/program?${per}`);
    await inEnglish(page);
    await expect(page.locator("#h-utfall")).toHaveText(/^The forecast reaches 3\d(–3\d)? of 38 by the end of the year$/);
    await page.locator(".rail").getByRole("button", { name: "Svenska" }).click();
  });
});

test("the roadmap is a drawing, a table and a sheet of paper", async ({ page, signIn }) => {
  await signIn("namnd");

  await test.step("what pushes what", async () => {
    await visit(page, `/program/fardplan?${per}`);
    await expect(page.locator("h1")).toHaveText("5 av 38 åtgärder är försenade");
    await expect(page.locator("table.gantt tbody th[scope=row]").filter({ has: page.locator("a") })).toHaveCount(38);
    await expect(page.getByRole("row", { name: /^Incidentprocessen är anpassad till lagen/ })).toContainText("2026-06-30");
    const pushed = page.getByRole("row", { name: /Kontinuitetsplaner för kritiska tjänster/ });
    await expect(pushed).toContainText(/Skjuts till \d{4}-\d{2}-\d{2} av ATG-37/);
    await expect(pushed).toContainText("Beror på ATG-37.");
    await expect(pushed.locator("rect.push")).toHaveCount(1);
    expect(await page.locator(".dep").count()).toBeGreaterThan(4);
    await axe(page);
  });

  await test.step("closer, without moving the page", async () => {
    await page.getByRole("navigation", { name: "Skala" }).getByRole("link", { name: "Månader" }).click();
    await expect(page).toHaveURL(/zoom=manad.*#idag$/);
    const scroller = page.getByRole("region", { name: "Färdplanen, kan rullas i sidled" });
    expect(await sideways(page)).toBe(0);
    expect(await scroller.evaluate((one) => one.scrollWidth - one.clientWidth)).toBeGreaterThan(500);
    // It opens where today is, and the keys move it.
    const before = await scroller.evaluate((one) => one.scrollLeft);
    expect(before).toBeGreaterThan(500);
    await scroller.focus();
    await page.keyboard.press("ArrowLeft");
    await expect.poll(() => scroller.evaluate((one) => one.scrollLeft)).toBeLessThan(before);
    const first = scroller.locator("tbody th a").first();
    expect((await first.boundingBox())?.x, "what names a row stays").toBeGreaterThan(0);
    await axe(page);
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await sideways(page)).toBe(0);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  await test.step("the same as a table", async () => {
    if (scripted()) {
      await page.keyboard.press("t");
    } else {
      await page.getByRole("link", { name: /^Visa som tabell/ }).click();
    }
    await expect(page).toHaveURL(/visa=tabell/);
    await expect(page.locator("main table tbody tr")).toHaveCount(38);
    await expect(page.getByRole("row", { name: /ATG-38/ }).getByRole("link", { name: "ATG-33", exact: true })).toBeVisible();
    await axe(page);
  });

  await test.step("one A3", async () => {
    for (const address of ["/program/fardplan", "/program/fardplan?zoom=manad"]) {
      await visit(page, address);
      const paper = await page.pdf({ preferCSSPageSize: true });
      const text = paper.toString("latin1");
      expect(text.match(/\/Type\s*\/Page\b(?!s)/g), address).toHaveLength(1);
      expect(text, address).toMatch(/\/MediaBox\s*\[\s*0 0 119\d(\.\d+)? 84\d(\.\d+)?\s*\]/);
    }
  });

  await test.step("a page is printed on one sort of paper, with no empty sheet of another before it", async () => {
    for (const address of ["/", "/program", "/atgarder?status=unfinished", "/riskmatris", "/krav?ramverk=nis2"]) {
      await visit(page, address);
      const text = (await page.pdf({ preferCSSPageSize: true })).toString("latin1");
      const sheets = [...text.matchAll(/\/MediaBox\s*\[\s*0 0 ([\d.]+) ([\d.]+)\s*\]/g)];
      expect(new Set(sheets.map(([, width, height]) => `${width} × ${height}`)).size, address).toBe(1);
    }
  });
});
