import { fill } from "../support/forms";
import { axe, expect, hydrated, test, visit, type Page } from "../support/story";
import { writeFile } from "node:fs/promises";

const ROW = "#filer-lista li";
const row = (page: Page, name: string) => page.locator(ROW, { hasText: name });
const state = (page: Page, name: string) => row(page, name).locator("[data-state]");
const button = (page: Page, name: string, what: string) => row(page, name).getByRole("button", { name: `${what} ${name}` });

/** Opens the page and says what all files have in common. */
const open = async (page: Page) => {
  await visit(page, "/evidens/ladda-upp");
  await hydrated(page);
  const form = page.locator('main form:has(input[type="file"])');
  await fill(form, { kind: "log", effective: "2026-09-15", owner: "Nämndsekreterare" });
  return form;
};

test("large files are watched, paused and taken up again, and go on from the middle after a break", async ({ page, signIn }, info) => {
  test.setTimeout(120_000);
  await signIn("samordnare");
  const large = info.outputPath("Stor logg.txt");
  const small = info.outputPath("Liten logg.txt");
  await writeFile(large, "En rad i en lång logg från natten till söndagen.\n".repeat(220_000));
  await writeFile(small, "En rad.\n");

  // Which pieces of the large file have come, by where each begins.
  const sent: string[] = [];
  let slow = true;
  await page.route("**/evidens/ladda-upp/del/**", async (route) => {
    const address = new URL(route.request().url());
    if (route.request().method() === "POST") {
      sent.push(address.searchParams.get("fran") ?? "");
      if (slow) await new Promise((done) => setTimeout(done, 400));
    }
    await route.continue();
  });

  await test.step("a file shows its size, how far it has come, and can be paused", async () => {
    const form = await open(page);
    await form.locator('input[type="file"]').setInputFiles([large, small]);
    await expect(row(page, "Stor logg.txt")).toContainText("MB");
    await expect(state(page, "Stor logg.txt")).toHaveText("Väntar på att du laddar upp");
    await axe(page);
    await form.getByRole("button", { name: "Ladda upp filerna" }).click();
    await expect(state(page, "Stor logg.txt")).toHaveText(/^[1-9]\d? procent skickat$/);
    await button(page, "Stor logg.txt", "Pausa").click();
    await expect(state(page, "Stor logg.txt")).toHaveText(/^Pausad vid [1-9]\d? procent$/);
    await expect(button(page, "Stor logg.txt", "Fortsätt med")).toBeFocused();
    await expect(page.locator("#filer-lista [role=status]")).toContainText("pausad");
    // The next one doesn't wait for it.
    await expect(state(page, "Liten logg.txt")).toHaveText(/^Tillagd som EVD-\d+$/);
    await expect(page.locator("#filer-lista [role=status]")).toContainText("1 av 2 filer är inne");
    await axe(page);
  });

  await test.step("a page that is loaded anew goes on where it was when the same file is chosen", async () => {
    const before = sent.filter((from) => from === "0").length;
    const form = await open(page);
    await form.locator('input[type="file"]').setInputFiles(large);
    await form.getByRole("button", { name: "Ladda upp filerna" }).click();
    await expect(state(page, "Stor logg.txt")).toHaveText(/^[1-9]\d? procent skickat$/);
    expect(sent.filter((from) => from === "0").length, "the first piece isn't sent again").toBe(before);
  });

  await test.step("without a network it waits, and goes on by itself", async () => {
    await page.context().setOffline(true);
    await expect(state(page, "Stor logg.txt")).toContainText("Ingen kontakt");
    slow = false;
    await page.context().setOffline(false);
    await expect(state(page, "Stor logg.txt")).toHaveText(/^Tillagd som EVD-\d+$/, { timeout: 30_000 });
    const once = new Set(sent.filter((from) => from !== "0"));
    expect(once.size).toBeGreaterThan(3);
  });

  await test.step("the same file again comes in once, and what isn't kept is told", async () => {
    const form = await open(page);
    const program = { name: "program.pdf", mimeType: "application/pdf", buffer: Buffer.from("MZ\x90\0\x03\0\0\0") };
    await form.locator('input[type="file"]').setInputFiles(large);
    await form.locator('input[type="file"]').setInputFiles(program);
    await form.getByRole("button", { name: "Ladda upp filerna" }).click();
    await expect(state(page, "Stor logg.txt")).toHaveText(/^Fanns redan i EVD-\d+$/);
    await expect(state(page, "program.pdf")).toContainText("Togs inte emot.");
    await button(page, "program.pdf", "Ta bort").click();
    await expect(page.locator(ROW)).toHaveCount(1);
    await row(page, "Stor logg.txt").getByRole("link").click();
    await expect(page.locator("h1")).toHaveText("Stor logg");
  });
});
