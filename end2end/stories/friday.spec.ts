import { expect, hydrated, scripted, test, visit, type Page } from "../support/story";
import type { Locator } from "@playwright/test";

/** A row of the grid. */
const row = (page: Page, key: string): Locator => page.locator(`main tr[data-key="${key}"]`);

/** A cell's control. */
const cell = (page: Page, key: string, field: string): Locator => row(page, key).locator(`[data-field="${field}"] .v`);

/** Saves a row: by leaving the cell where scripts run, else with the row's own button. */
async function save(page: Page, key: string): Promise<void> {
  if (scripted()) {
    await page.keyboard.press("Enter");
    await expect(row(page, key).locator(".c-save")).toContainText(/Sparad \d\d:\d\d:\d\d/);
  } else {
    await row(page, key).getByRole("button", { name: "Spara" }).click();
    await expect(page.locator("main .banner--ok")).toContainText(`Värden ändrade: ${key}`);
  }
}

test.describe("Friday in the grid", () => {
  test("values are set where they stand, and what is wrong is told with what was typed", async ({ page, signIn }) => {
    test.setTimeout(60_000);
    await signIn("samordnare");
    await visit(page, "/atgarder");

    await test.step("a view for Friday, with the next step beside", async () => {
      await page.getByRole("link", { name: /^Fredagens uppdatering/ }).click();
      await expect(page).toHaveURL(/status=unfinished/);
      await hydrated(page);
      await expect(page.locator(".views [aria-current=page]")).toContainText("Fredagens uppdatering");
      expect(await page.locator("main tbody tr[data-key]").count()).toBeGreaterThan(3);
    });

    await test.step("percent and next step, and a reload shows them", async () => {
      await cell(page, "ATG-16", "percent").fill("85");
      await save(page, "ATG-16");
      await hydrated(page);
      await cell(page, "ATG-16", "next_step").fill("Mätningen redovisas i december.");
      await save(page, "ATG-16");
      await page.reload();
      await expect(cell(page, "ATG-16", "percent")).toHaveValue("85");
      await expect(cell(page, "ATG-16", "next_step")).toHaveValue("Mätningen redovisas i december.");
    });

    await test.step("140 percent is refused, and stays to be corrected", async () => {
      await hydrated(page);
      await cell(page, "ATG-12", "percent").fill("140");
      if (scripted()) await page.keyboard.press("Enter");
      else await row(page, "ATG-12").getByRole("button", { name: "Spara" }).click();
      await expect(page.locator("main")).toContainText("”Klart i procent” ska vara mellan 0 och 100.");
      await expect(cell(page, "ATG-12", "percent")).toHaveValue("140");
      await cell(page, "ATG-12", "percent").fill("95");
      await save(page, "ATG-12");
    });

    await test.step("an end before the start is refused; moving it takes a reason", async () => {
      await hydrated(page);
      await cell(page, "ATG-24", "end").fill("2020-01-31");
      if (scripted()) {
        await page.keyboard.press("Enter");
        await expect(page.locator("main .conflict-row")).toContainText("”Slutdatum” är före ”Startdatum”");
        await cell(page, "ATG-24", "end").fill("2027-01-31");
        await page.keyboard.press("Enter");
        await page.getByLabel(/^Varför ändras ”Slutdatum” för ATG-24/).fill("Testmiljön är försenad.");
        await page.keyboard.press("Enter");
        await expect(row(page, "ATG-24").locator(".c-save")).toContainText("Sparad");
      } else {
        await row(page, "ATG-24").getByLabel("Skäl, ATG-24").fill("Testmiljön är försenad.");
        await row(page, "ATG-24").getByRole("button", { name: "Spara" }).click();
        await expect(page.locator("main .errors")).toContainText("”Slutdatum” är före ”Startdatum”");
        await expect(cell(page, "ATG-24", "end")).toHaveValue("2020-01-31");
        await expect(row(page, "ATG-24").getByLabel("Skäl, ATG-24")).toHaveValue("Testmiljön är försenad.");
        await cell(page, "ATG-24", "end").fill("2027-01-31");
        await save(page, "ATG-24");
      }
      await page.goto("/atgarder/ATG-24");
      await expect(page.locator("ol.history > li").first()).toContainText("Testmiljön är försenad.");
      await expect(page.locator("ol.history > li").first()).toContainText("2027-01-31");
    });
  });

  test("two who change the same value choose, and two who change different ones both get their way", async ({
    page,
    signIn,
    browser,
  }) => {
    test.setTimeout(60_000);
    await signIn("samordnare");
    await visit(page, "/atgarder?kolumner=title,percent,next_step");
    const other = await browser.newPage({ baseURL: page.url(), javaScriptEnabled: scripted() });
    await signIn("samordnare", other);
    await visit(other, "/atgarder?kolumner=title,percent,next_step");
    const was = await cell(page, "ATG-33", "percent").inputValue();

    await cell(other, "ATG-33", "percent").fill("91");
    await save(other, "ATG-33");
    await cell(page, "ATG-33", "next_step").fill("Öva planerna i januari.");
    await save(page, "ATG-33");
    if (scripted()) {
      // The answer to one value brings what the other has saved.
      await expect(cell(page, "ATG-33", "percent")).toHaveValue("91");
      await cell(other, "ATG-33", "percent").fill("92");
      await save(other, "ATG-33");
    } else {
      await expect(cell(page, "ATG-33", "percent")).toHaveValue("91");
      await cell(other, "ATG-33", "percent").fill("92");
      await save(other, "ATG-33");
    }
    expect(was).not.toBe("92");
    await cell(page, "ATG-33", "percent").fill("97");
    if (scripted()) {
      await page.keyboard.press("Enter");
      const choice = page.locator("main .conflict-row");
      await expect(choice).toContainText("ändrade ”Klart i procent” medan du skrev");
      await expect(choice).toContainText(/97\s%.*92\s%/s);
      await expect(page.locator(".grid-status")).toContainText("1 ändring väntar på dig.");
      await choice.getByRole("button", { name: "Spara mitt värde" }).click();
      await expect(row(page, "ATG-33").locator(".c-save")).toContainText("Sparad");
      await expect(choice).toHaveCount(0);
    } else {
      await row(page, "ATG-33").getByRole("button", { name: "Spara" }).click();
      await expect(page.locator("form.versus")).toContainText("medan du skrev");
      await page.locator("form.versus").getByLabel("97").check();
      await page.locator("form.versus").getByRole("button", { name: "Spara mina val" }).click();
      await expect(page.locator("main .banner--ok")).toContainText("Värden ändrade: ATG-33");
    }
    await other.reload();
    await expect(cell(other, "ATG-33", "percent")).toHaveValue("97");
    await expect(cell(other, "ATG-33", "next_step")).toHaveValue("Öva planerna i januari.");
    await other.close();
  });

  test("a view is saved under a name, shared, renamed and closed", async ({ page, signIn }) => {
    test.setTimeout(60_000);
    await signIn("samordnare");
    await visit(page, "/atgarder?status=overdue&kolumner=title,percent,note");
    await page.getByText("Spara vyn som …").click();
    await page.getByLabel("Vyns namn").fill("Sena, med anteckning");
    await page.getByRole("button", { name: "Spara vyn" }).click();
    const tab = page.getByRole("link", { name: /^Sena, med anteckning/ });
    await expect(tab).toHaveAttribute("aria-current", "page");
    const address = await tab.getAttribute("href");
    expect(address).toContain("kolumner=title%2Cpercent%2Cnote");
    await hydrated(page);
    await page.getByText("Ändra vyn").click();
    await page.getByLabel("Vyns namn").last().fill("Sena");
    await page.getByRole("button", { name: "Byt namn" }).click();
    await expect(page.getByRole("link", { name: /^Sena \d/ })).toHaveAttribute("href", address ?? "");

    await page.context().clearCookies();
    await signIn("namnd");
    await visit(page, "/atgarder");
    await page.getByRole("link", { name: /^Sena \d/ }).click();
    await expect(page.locator("main thead")).toContainText("Vad som är gjort");
    await expect(page.getByText("Spara vyn som …")).toHaveCount(0);

    await page.context().clearCookies();
    await signIn("samordnare");
    await visit(page, address ?? "");
    await page.getByText("Ändra vyn").click();
    await page.locator("details", { hasText: "Ändra vyn" }).getByLabel("Skäl").fill("Behövs inte längre.");
    await page.getByRole("button", { name: "Stäng vyn" }).click();
    await expect(page.locator("main .banner--ok")).toContainText("Vy stängd");
    await expect(page.getByRole("link", { name: /^Sena \d/ })).toHaveCount(0);
  });
});
