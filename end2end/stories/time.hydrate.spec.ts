import type { Locator } from "@playwright/test";
import { expect, hydrated, test, visit } from "../support/story";

/** One step back on the slider with the arrow key; answers when the slider says the moment it came to. */
async function stepBack(slider: Locator): Promise<string> {
  await slider.focus();
  const before = (await slider.getAttribute("aria-valuetext")) ?? "";
  await slider.press("ArrowLeft");
  await expect(slider).not.toHaveAttribute("aria-valuetext", before);
  return (await slider.getAttribute("aria-valuetext")) ?? "";
}

test("the slider goes between the decisions and today with the keyboard alone", async ({ page, signIn }) => {
  await signIn("samordnare");
  await visit(page, "/atgarder");
  await hydrated(page);
  const line = page.getByRole("navigation", { name: "Som registret såg ut" });
  const slider = line.getByRole("slider");
  await expect(slider).toHaveAttribute("aria-valuetext", "i dag");
  const moment = await stepBack(slider);
  expect(moment).toMatch(/^\d{4}-\d\d-\d\d/);
  await page.keyboard.press("Tab");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`per=${moment.slice(0, 10)}`));
  await expect(line.getByRole("slider")).toHaveAttribute("aria-valuetext", moment);
});

test("coverage, its map and the statement of applicability go back in time too, and stay at their framework", async ({ page, signIn }) => {
  await signIn("samordnare");
  for (const address of ["/krav", "/krav?ramverk=nis2", "/krav/karta?ramverk=nis2", "/krav/tillamplighet?ramverk=iso27001"]) {
    await visit(page, address);
    await hydrated(page);
    const line = page.getByRole("navigation", { name: "Som registret såg ut" });
    await stepBack(line.getByRole("slider"));
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await expect(page).toHaveURL(/per=\d{4}-\d\d-\d\d/);
    const here = new URL(page.url());
    expect(`${here.pathname}${here.searchParams.get("ramverk") ? `?ramverk=${here.searchParams.get("ramverk")}` : ""}`).toBe(address);
    await expect(page.locator("main .banner").first()).toContainText("Du ser läget den");
    await line.locator("ol").getByRole("link", { name: "i dag", exact: true }).click();
    await expect(page).not.toHaveURL(/per=/);
  }
});
