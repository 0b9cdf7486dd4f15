import { csv } from "../support/files";
import { axe, expect, hydrated, test, visit, type Page } from "../support/story";
import type { Locator } from "@playwright/test";

const row = (page: Page, key: string): Locator => page.locator(`main tr[data-key="${key}"]`);
const cell = (page: Page, key: string, field: string): Locator => row(page, key).locator(`[data-field="${field}"] .v`);
const said = (page: Page, key: string): Locator => row(page, key).locator(".c-save");
const status = (page: Page): Locator => page.locator(".grid-status");

/** The keys of the rows, in order. */
const keys = (page: Page): Promise<string[]> =>
  page.locator("main tr[data-key]").evaluateAll((rows) => rows.map((one) => one.getAttribute("data-key") ?? ""));

test("twenty measures are updated with the keyboard alone while someone else edits the same rows", async ({
  page,
  signIn,
  browser,
}) => {
  test.setTimeout(180_000);
  await signIn("samordnare");
  const address = "/atgarder?status=all&antal=20&kolumner=title,percent,next_step";
  await visit(page, address);
  const other = await browser.newPage({ baseURL: page.url() });
  await signIn("samordnare", other);
  await visit(other, address);
  const all = await keys(page);
  expect(all.length).toBe(20);

  // The other one writes a next step in every row, at the same time.
  const meanwhile = (async () => {
    for (const key of all) {
      await cell(other, key, "next_step").fill(`Nästa steg för ${key}.`);
      await other.keyboard.press("Enter");
    }
  })();
  const begun = Date.now();
  await cell(page, all[0] as string, "percent").focus();
  for (let n = 0; n < all.length; n++) {
    await page.keyboard.type(String(40 + n));
    await page.keyboard.press("Enter");
  }
  for (const key of all) await expect(said(page, key)).toContainText(/Sparad \d\d:\d\d:\d\d/);
  expect(Date.now() - begun, "milliseconds for twenty measures").toBeLessThan(120_000);
  await meanwhile;
  for (const key of all) await expect(said(other, key)).toContainText(/Sparad/);

  // Both see what happened, and nothing is lost: the record and the journal hold every value.
  await visit(page, address);
  await visit(other, address);
  for (const [n, key] of all.entries())
    for (const who of [page, other]) {
      await expect(cell(who, key, "percent")).toHaveValue(String(40 + n));
      await expect(cell(who, key, "next_step")).toHaveValue(`Nästa steg för ${key}.`);
    }
  const entries = csv(await (await page.request.get("/export/journal.csv?handelse=set")).body());
  expect(entries.length - 1).toBeGreaterThanOrEqual(40);
  await other.close();
});

test("the keys are those of a spreadsheet", async ({ page, signIn }) => {
  await signIn("samordnare");
  await visit(page, "/atgarder?status=unfinished&kolumner=title,owner,end,percent");
  const [first, second, third] = (await keys(page)) as [string, string, string];
  await cell(page, first, "owner").focus();
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowDown");
  await expect(cell(page, second, "percent")).toBeFocused();
  const was = await cell(page, second, "percent").inputValue();

  await page.keyboard.type("12");
  await expect(said(page, second)).toContainText(`Var ${was}`);
  await page.keyboard.press("Escape");
  await expect(cell(page, second, "percent")).toHaveValue(was);

  await page.keyboard.press("F2");
  await page.keyboard.press("Backspace");
  await page.keyboard.press("ArrowLeft");
  await expect(cell(page, second, "percent")).toBeFocused();
  await page.keyboard.press("Escape");
  await page.keyboard.type("33");
  await page.keyboard.press("ArrowDown");
  await expect(said(page, second)).toContainText("Sparad");
  await expect(cell(page, third, "percent")).toBeFocused();

  await page.keyboard.press("Control+z");
  await expect(cell(page, second, "percent")).toHaveValue(was);
  await expect(said(page, second)).toContainText("Sparad");
  await expect(status(page)).toContainText("ångrad");
  await page.reload();
  await expect(cell(page, second, "percent")).toHaveValue(was);

  await hydrated(page);
  await cell(page, first, "percent").focus();
  await page.keyboard.press("Space");
  await page.keyboard.press("Shift+ArrowDown");
  await page.keyboard.press("Shift+ArrowDown");
  const bar = page.getByRole("region", { name: "Valda åtgärder" });
  await expect(bar).toContainText("3 valda");
  await expect(bar).toContainText(`${first}, ${second}, ${third}`);
  await axe(page);
  await page.keyboard.type("44");
  await page.keyboard.press("Control+d");
  for (const key of [first, second, third]) {
    await expect(cell(page, key, "percent")).toHaveValue("44");
    await expect(said(page, key)).toContainText("Sparad");
  }
  await bar.getByText("Flytta slutdatum").click();
  await bar.getByLabel("Slutdatum").fill("2027-03-31");
  await bar.getByLabel("Skäl").fill("Resurserna räcker inte före årsskiftet.");
  await bar.getByLabel("Skäl").press("Enter");
  for (const key of [first, second, third]) await expect(row(page, key).locator('[data-field="end"]')).toHaveClass(/is-saved/);
  await cell(page, first, "percent").focus();
  await page.keyboard.press("Escape");
  await expect(bar).toBeHidden();
});

test("the owners of several measures are asked at once how it goes", async ({ page, signIn }) => {
  await signIn("samordnare");
  await visit(page, "/atgarder?status=unfinished&kolumner=title,percent");
  const bar = page.getByRole("region", { name: "Valda åtgärder" });
  for (const key of ["ATG-34", "ATG-37"]) {
    await cell(page, key, "percent").focus();
    await page.keyboard.press("Space");
  }
  await bar.getByText("Be om uppdatering").click();
  await expect(bar.getByLabel("Fråga")).toHaveValue(/^@ansvarig /);
  await axe(page);
  await page.context().setOffline(true);
  await bar.getByRole("button", { name: "Skicka frågan" }).click();
  await expect(status(page)).toContainText("2 frågor kom inte fram");
  await page.context().setOffline(false);
  await bar.getByLabel("Fråga").fill("@ansvarig Hinner ni före jul?");
  await bar.getByRole("button", { name: "Skicka frågan" }).click();
  await expect(status(page)).toContainText("2 ansvariga är ombedda.");
  await expect(bar).toBeHidden();
  await visit(page, "/atgarder/ATG-34");
  const comments = page.getByRole("region", { name: /kommentar/ });
  await expect(comments).toContainText("Hinner ni före jul?");
  await expect(comments).toContainText("Nämner IT-säkerhetsansvarig");
});

test("a block is pasted from a spreadsheet, cell by cell, with its faults beside it", async ({ page, signIn }) => {
  await signIn("samordnare");
  await visit(page, "/atgarder?status=unfinished&kolumner=title,percent,next_step");
  const [first, second, third] = (await keys(page)) as [string, string, string];
  await cell(page, first, "percent").focus();
  const block = "51 %\tBeställ\tför långt\r\n152\tGranska\r\n53\t\"Två\nrader\"\r\n";
  await page.evaluate((text) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    document.activeElement?.dispatchEvent(new ClipboardEvent("paste", { clipboardData: data, bubbles: true, cancelable: true }));
  }, block);
  await expect(cell(page, first, "percent")).toHaveValue("51");
  await expect(cell(page, third, "next_step")).toHaveValue("Två\nrader");
  await expect(page.locator("main .conflict-row")).toContainText("ska vara mellan 0 och 100");
  await expect(cell(page, second, "percent")).toHaveValue("152");
  await expect(status(page)).toContainText("1 ändring väntar på dig.");
  await axe(page);
  await page.locator("main .conflict-row").getByRole("button", { name: "Behåll det sparade" }).click();
  await expect(page.locator("main .conflict-row")).toHaveCount(0);
  await expect(cell(page, second, "percent")).not.toHaveValue("152");
});

test("without a network values wait, survive a reload and are saved when it is back", async ({ page, signIn }) => {
  test.setTimeout(60_000);
  await signIn("samordnare");
  await visit(page, "/atgarder?kolumner=title,percent");
  const [first, second] = (await keys(page)) as [string, string];
  await page.context().setOffline(true);
  await cell(page, first, "percent").fill("61");
  await page.keyboard.press("Enter");
  await expect(said(page, first)).toContainText("Väntar på nät");
  await page.keyboard.type("62");
  await page.keyboard.press("Enter");
  await expect(status(page)).toContainText("2 ändringar väntar på nät.");
  await page.context().setOffline(false);
  await expect(said(page, second)).toContainText("Sparad", { timeout: 10_000 });
  await expect(status(page)).not.toContainText("väntar");

  // A page that is left while a value waits takes it up again.
  await page.route("**/atgarder/rad", (route) => route.abort());
  await cell(page, first, "percent").fill("63");
  await page.keyboard.press("Enter");
  await expect(said(page, first)).toContainText("Väntar på nät");
  await page.unroute("**/atgarder/rad");
  page.once("dialog", (dialog) => void dialog.accept());
  await page.reload();
  await expect(said(page, first)).toContainText("Sparad", { timeout: 10_000 });
  await page.reload();
  await expect(cell(page, first, "percent")).toHaveValue("63");
});

test("who is signed out signs in beside, and what waited is saved", async ({ page, signIn }) => {
  test.setTimeout(60_000);
  await signIn("samordnare");
  await visit(page, "/atgarder?kolumner=title,percent");
  const [first] = (await keys(page)) as [string];
  await page.context().clearCookies();
  await cell(page, first, "percent").fill("71");
  await page.keyboard.press("Enter");
  await expect(said(page, first)).toContainText("Logga in i en annan flik");
  const beside = await page.context().newPage();
  await signIn("samordnare", beside);
  await expect(said(page, first)).toContainText("Sparad", { timeout: 10_000 });
  await beside.close();
});
