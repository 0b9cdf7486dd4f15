import { control, form, linkForm, saved, wholeRisk } from "../support/forms";
import { expect, hydrated, test, visit, type Page } from "../support/story";
import type { Locator } from "@playwright/test";

/** Tabs on until the target has focus. Focus must be seen wherever it stops. */
async function tabTo(page: Page, target: Locator, limit = 150): Promise<void> {
  const there = () => target.evaluate((element) => element === document.activeElement);
  for (let n = 0; n < limit; n++) {
    if (await there()) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`not reached within ${limit} steps of Tab: ${target}`);
}

async function follow(page: Page, target: Locator): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press("Enter");
}

/** Types into a text field, or steps down a list to the choice. */
async function write(page: Page, target: Locator, text: string): Promise<void> {
  await tabTo(page, target);
  if ((await target.evaluate((element) => element.tagName)) === "SELECT") {
    const steps = await target.evaluate(
      (select: HTMLSelectElement, value) => [...select.options].findIndex((option) => option.value === value),
      text,
    );
    await page.keyboard.press("Home");
    for (let n = 0; n < steps; n++) await page.keyboard.press("ArrowDown");
    await expect(target).toHaveValue(text);
    return;
  }
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
}

/** Opens a form's fold and sends the form, from the keyboard alone. */
async function open(page: Page, target: Locator): Promise<void> {
  const fold = target.locator("xpath=ancestor::details[1][not(@open)]");
  if ((await fold.count()) > 0) await follow(page, fold.locator("summary").first());
  await expect(target).toBeVisible();
}

const press = (page: Page, target: Locator) => follow(page, target.locator('button[type="submit"]'));

test("the coordinator's story with the keyboard alone", async ({ page, server }) => {
  test.setTimeout(120_000);
  await page.goto("/logga-in");
  await hydrated(page);
  await write(page, page.getByLabel("Användarnamn"), "samordnare");
  await write(page, page.getByLabel("Lösenord"), server.passwords.samordnare);
  await page.keyboard.press("Enter");
  await expect(page).not.toHaveURL(/logga-in/);
  await hydrated(page);

  await follow(page, page.locator('main a[href*="/atgarder"][href*="status=overdue"]').first());
  await expect(page).toHaveURL(/status=overdue/);
  await hydrated(page);
  // In a long list a key leads sooner to what one knows the name of.
  await page.keyboard.press("/");
  await page.keyboard.type("ATG-16");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/sok/);
  await hydrated(page);
  await follow(page, page.locator('main a[href^="/atgarder/ATG-16"]').first());
  await expect(page).toHaveURL(/ATG-16/);
  await expect(page.locator("main ol.history")).toBeVisible();
  const report = form(page, "report");
  await open(page, report);
  await write(page, control(report, "percent"), "75");
  await write(page, control(report, "note"), "Mätningen är provad i två enheter.");
  await press(page, report);
  expect(await saved(page, "Framdrift rapporterad")).toBe("ATG-16");

  await visit(page, "/risker");
  await follow(page, page.locator('main a[href="/risker/ny"]'));
  await expect(page).toHaveURL(/risker\/ny/);
  const risk = form(page, "create");
  await expect(risk).toBeVisible();
  await write(page, control(risk, "title"), "Skriven med tangentbordet");
  await press(page, risk);
  const errors = page.locator("main .errors");
  await expect(errors).toBeVisible();
  // The list of what is wrong has focus, and its first link leads to the first field.
  await expect(errors).toBeFocused();
  await follow(page, errors.getByRole("link").first());
  await expect(control(risk, "category")).toBeFocused();
  for (const [field, value] of Object.entries(wholeRisk)) {
    if (field !== "title") await write(page, control(risk, field), value as string);
  }
  await press(page, risk);
  const key = await saved(page, "Risk tillagd");

  await follow(page, page.locator(`main a[href="/risker/${key}/redigera"]`).first());
  await expect(page).toHaveURL(/redigera/);
  const edit = form(page, "update");
  await write(page, control(edit, "source"), "Ändrad med tangentbordet");
  await press(page, edit);
  await saved(page, "Risk ändrad");

  const assess = form(page, "assess");
  await open(page, assess);
  await write(page, control(assess, "current_likelihood"), "3");
  await write(page, control(assess, "current_rationale"), "Bedömd med tangentbordet.");
  await press(page, assess);
  await saved(page, "Bedömning ändrad");

  const link = linkForm(page, "krav");
  await open(page, link);
  await write(page, control(link, "to"), "NIS2-21.2.c");
  await press(page, link);
  await saved(page, "Koppling tillagd");

  const close = form(page, "close");
  await open(page, close);
  await write(page, control(close, "reason"), "Stängd med tangentbordet.");
  await press(page, close);
  await saved(page, "Risk stängd");

  await follow(page, page.locator(".rail").getByRole("button", { name: "Logga ut" }));
  await expect(page).toHaveURL(/logga-in/);
});

test("the first step of Tab leads past the navigation", async ({ page, signIn }) => {
  await signIn("samordnare");
  await visit(page, "/risker");
  await page.keyboard.press("Tab");
  const skip = page.locator("a.skip");
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page.locator("main")).toBeFocused();
});

test("a link followed with the keyboard leads to the page and its name", async ({ page, signIn }) => {
  await signIn("samordnare");
  await visit(page, "/");
  await follow(page, page.locator('.rail nav a[href="/kontroller"]'));
  await expect(page.locator("main tbody tr").first()).toBeVisible();
  await expect(page).toHaveTitle(/kontroll/i);
});

test("the shortcuts: / finds, ? shows them all, and neither disturbs who types", async ({ page, signIn }) => {
  await signIn("samordnare");
  await visit(page, "/risker");
  await page.keyboard.press("/");
  const search = page.locator("#sok");
  await expect(search).toBeFocused();
  await expect(search).toHaveValue("");
  await page.keyboard.type("a/b?");
  await expect(search).toHaveValue("a/b?");
  await expect(page.locator("dialog[open]")).toHaveCount(0);
  await page.keyboard.press("Tab");
  await page.locator("main").focus();
  await page.keyboard.press("?");
  const dialog = page.locator("dialog[open]");
  await expect(dialog).toContainText("Kortkommandon");
  await page.keyboard.press("Escape");
  await expect(dialog).toHaveCount(0);
  await page.keyboard.press("/");
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type("leverantör");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/sok\?q=leverant/);
});

test("no stop of Tab is invisible", async ({ page, signIn }) => {
  await signIn("samordnare");
  for (const address of ["/", "/risker", "/risker/RSK-13", "/riskmatris"]) {
    await visit(page, address);
    const unseen: string[] = [];
    for (let n = 0; n < 60; n++) {
      await page.keyboard.press("Tab");
      const fault = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return "end";
        const box = element.getBoundingClientRect();
        // The search shows its focus around field and key together.
        const { outlineStyle, boxShadow } = getComputedStyle(element.closest(".search") ?? element);
        const seen = box.width > 0 && box.height > 0 && (outlineStyle !== "none" || boxShadow !== "none");
        return seen ? "" : element.outerHTML.slice(0, 120);
      });
      if (fault === "end") break;
      if (fault) unseen.push(fault);
    }
    expect(unseen, address).toEqual([]);
  }
});


test("a fold opens and closes with Enter", async ({ page, signIn }) => {
  await signIn("samordnare");
  await visit(page, "/risker");
  const exports = page.locator("main details", { has: page.locator('a[href^="/export/"]') });
  await follow(page, exports.locator("summary"));
  await expect(exports.locator("a").first()).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(exports.locator("a").first()).toBeHidden();
});
