import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { sheets } from "../support/files";
import { expect, signOut, test, visit, type Page } from "../support/story";

/** Presses what leads to a file, and reads the file. */
async function download(page: Page, name: RegExp): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent("download"), page.locator("main .head").getByRole("link", { name }).click()]);
  return readFile(await file.path());
}

/** What a PDF says, as another program reads it. */
function pdftotext(file: Buffer): string {
  const { status, stdout } = spawnSync("pdftotext", ["-q", "-layout", "-", "-"], { input: file });
  if (status !== 0) throw new Error("pdftotext");
  return stdout.toString("utf8").replace(/\s+/g, " ");
}

test("someone asks for the risk picture: each marked field is looked at, and what is given out is logged for ever", async ({ page, signIn }) => {
  test.setTimeout(90_000);
  await signIn("samordnare");
  let secret: string[] = [];

  await test.step("chooses the picture in force and sees what is marked in it", async () => {
    await visit(page, "/utlamnanden");
    await page.getByLabel("Riskbild").selectOption({ label: "Riskbild 2026:2" });
    await page.locator("form", { has: page.getByLabel("Riskbild") }).getByRole("button", { name: "Pröva uppgifterna" }).click();
    await expect(page.locator("h2").first()).toHaveText("Riskbild 2026:2: pröva uppgifterna");
    const fields = page.locator("main fieldset.choices");
    expect(await fields.count()).toBeGreaterThan(2);
    secret = await fields.locator("blockquote").allInnerTexts();
    expect(secret.every((text) => text.length > 10)).toBe(true);
  });

  await test.step("nothing is decided by default, and nothing typed is lost", async () => {
    await page.getByLabel("Diarienummer").fill("SN 2026/500");
    await page.getByRole("button", { name: "Besluta om utlämnandet" }).click();
    await expect(page.locator("main .errors")).toBeVisible();
    await expect(page.getByLabel("Diarienummer")).toHaveValue("SN 2026/500");
    await expect(page.locator("main fieldset.choices input:checked")).toHaveCount(0);
  });

  await test.step("masks all but the last field, and says why", async () => {
    const fields = page.locator("main fieldset.choices");
    const count = await fields.count();
    for (let n = 0; n < count - 1; n++) await fields.nth(n).getByRole("radio", { name: "Maska" }).check();
    await fields.nth(count - 1).getByRole("radio", { name: "Lämna ut" }).check();
    await fields.nth(0).getByLabel("Bestämmelse vid maskning").fill("OSL 18 kap. 8 § 3 p.");
    await page.getByLabel(/^Skäl/).fill("Uppgifterna röjer svagheter som inte är åtgärdade.");
    await page.getByRole("button", { name: "Besluta om utlämnandet" }).click();
    await expect(page.locator("h1")).toHaveText(/^Riskbild 2026:2 lämnas ut med .+ maskade?$/);
    await expect(page.locator("main")).toContainText("OSL 18 kap. 8 § 3 p.");
    await expect(page.locator("main")).toContainText("kammarrätten");
  });

  const plain = (text: string) => text.replace(/\s+/g, " ").trim();
  const given = plain(secret[secret.length - 1] as string);

  await test.step("the documents hold what was given out and nothing of what was masked", async () => {
    const text = pdftotext(await download(page, /^Handlingen som PDF/));
    // Two masked cells beside each other are read line by line.
    expect(text).toContain("Sekretessmarkerat, OSL");
    const book = plain(sheets(await download(page, /XLSX|Excel/)).flat(2).join(" "));
    expect(book).toContain(given);
    for (const masked of secret.slice(0, -1).map(plain)) {
      expect(text).not.toContain(masked);
      expect(book).not.toContain(masked);
    }
  });

  await test.step("the auditor sees what was decided, by whom, and the same document", async () => {
    const address = page.url().replace(/\?.*/, "");
    await signOut(page);
    await signIn("revisor");
    await page.goto(address);
    await expect(page.locator("h1")).toHaveText(/^Riskbild 2026:2 lämnas ut med/);
    await expect(page.getByRole("button", { name: "Besluta om utlämnandet" })).toHaveCount(0);
    const text = pdftotext(await download(page, /^Handlingen som PDF/));
    for (const masked of secret.slice(0, -1)) expect(text).not.toContain(plain(masked));
    await visit(page, "/journal?slag=disclosure");
    await expect(page.locator("main")).toContainText("Utlämnande beslutat");
  });

  await test.step("the board has no use for the page and is told so", async () => {
    await signOut(page);
    await signIn("namnd");
    expect(await visit(page, "/utlamnanden")).toBe(403);
  });
});

test("someone asks for a list: it is disclosed with the list's own filters, and holds nothing of what was masked", async ({ page, signIn }) => {
  test.setTimeout(90_000);
  await signIn("samordnare");
  let secret: string[] = [];

  await test.step("from the list, filtered as it was asked for", async () => {
    await visit(page, "/kontroller?status=all&kolumner=alla");
    await page.locator("summary", { hasText: "Exportera" }).click();
    await page.getByRole("link", { name: "Lämna ut …" }).click();
    await expect(page.locator("h2").first()).toHaveText(/^Listan Kontroller den \d{4}-\d{2}-\d{2}: pröva uppgifterna$/);
    const fields = page.locator("main fieldset.choices");
    expect(await fields.count()).toBeGreaterThan(2);
    secret = (await fields.locator("blockquote").allInnerTexts()).filter((text) => text.length > 20);
    expect(secret.length).toBeGreaterThan(0);
  });

  await test.step("all of it is masked, each with its provision", async () => {
    const fields = page.locator("main fieldset.choices");
    for (let n = 0; n < (await fields.count()); n++) await fields.nth(n).getByRole("radio", { name: "Maska" }).check();
    await page.getByLabel("Diarienummer").fill("SN 2026/501");
    await page.getByLabel(/^Skäl/).fill("Uppgifterna visar brister i skyddet.");
    await page.getByRole("button", { name: "Besluta om utlämnandet" }).click();
    await expect(page.locator("h1")).toHaveText(/^Listan Kontroller den .+ lämnas ut med .+ maskade$/);
  });

  await test.step("the documents are the list, without what was masked", async () => {
    const plain = (text: string) => text.replace(/\s+/g, " ").trim();
    const text = pdftotext(await download(page, /^Handlingen som PDF/));
    const book = plain(sheets(await download(page, /XLSX|Excel/)).flat(2).join(" "));
    for (const whole of [text, book]) {
      expect(whole).toContain("KTR-05");
      expect(whole).toContain("SN 2026/501");
      for (const part of secret.flatMap((one) => one.split("\n")).map(plain).filter((one) => one.length > 20)) expect(whole).not.toContain(part);
    }
  });
});
