import ICAL from "ical.js";
import { axe, expect, hydrated, test, visit } from "../support/story";

test("the board's year: what is done, what comes next, and what a person records", async ({ page, signIn, playwright }) => {
  test.setTimeout(60_000);
  await signIn("samordnare");
  const row = (text: string) => page.getByRole("table").getByRole("row").filter({ hasText: text });

  await test.step("the overview tells of what comes next and leads to the year", async () => {
    await visit(page, "/");
    const strip = page.locator('main section[aria-labelledby="h-arshjul"]');
    await expect(strip.getByRole("listitem").first()).toContainText("2026-12-31");
    await strip.getByRole("link", { name: /steg klara 2026/ }).click();
    await hydrated(page);
    await expect(page).toHaveURL(/\/arshjul$/);
  });

  await test.step("each step says how it stands and what shows it", async () => {
    await expect(row("Nämnden beslutar årets riskbild")).toContainText("Klart");
    await expect(row("Nämnden beslutar årets riskbild").getByRole("link", { name: "RB-2026-1" })).toBeVisible();
    await expect(row("revidering av risker")).toContainText("RB-2026-2");
    await expect(row("De som ingår i ledningen")).toContainText("EVD-05");
    await expect(row("De som ingår i ledningen")).toContainText("2 kap. 4 § cybersäkerhetslagen");
    await expect(row("Årets kontroller")).toContainText(/\d+ av \d+ tillfällen utförda/);
    await expect(page.getByRole("img", { name: /^Årshjulet 2026/ })).toBeVisible();
    await axe(page);
  });

  await test.step("other years, other days, and years there are none of", async () => {
    await page.getByRole("link", { name: /^Föregående år/ }).click();
    await expect(page).toHaveURL(/ar=2025/);
    await expect(row("revidering av risker")).toContainText("2025-05-27");
    await visit(page, "/arshjul?ar=2026&per=2026-02-15");
    await expect(row("revidering av risker")).toContainText("Kommande");
    expect(await visit(page, "/arshjul?ar=1066")).toBe(422);
  });

  await test.step("what the register can't know is recorded, and refused without a day", async () => {
    await visit(page, "/arshjul?ar=2027");
    const fold = page.locator("details", { hasText: "Ledningens genomgång 2027" });
    await fold.locator("summary").click();
    await fold.getByRole("button", { name: "Registrera" }).click();
    await expect(page.getByRole("alert")).toContainText("Gjort den dag");
    await page.getByLabel("Gjort den dag").first().fill("2026-11-20");
    await page.getByLabel("Evidens som visar det").first().fill("EVD-11");
    await page.locator("details[open]").getByRole("button", { name: "Registrera" }).click();
    await expect(page.getByRole("status").first()).toContainText("Steg i årshjulet registrerat");
    await expect(row("Ledningens genomgång")).toContainText("EVD-11");
  });

  await test.step("the calendar has the year's steps as days", async () => {
    await visit(page, "/konto");
    await page.getByRole("button", { name: /kalenderadress|ny adress/ }).click();
    const address = await page.getByLabel("Din kalenderadress").inputValue();
    const program = await playwright.request.newContext();
    const calendar = new ICAL.Component(ICAL.parse(await (await program.get(address)).text()));
    const events = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
    const step = events.find((one) => one.uid.startsWith("arshjul-2026-utbildning@"));
    expect(step?.summary).toMatch(/^Klart: De som ingår i ledningen/);
    expect(step?.startDate.toString()).toBe("2026-12-31");
    await program.dispose();
  });
});
