import { expect, type Locator, type Page } from "@playwright/test";

/** The form that carries out an action on the page: found by what it does, since a page has several. */
export const form = (page: Page, action: string): Locator =>
  page.locator(`main form:has(input[name="action"][value="${action}"])`);

/** The form that links this record to records of another kind, in the section of that register. */
export const linkForm = (page: Page, register: string): Locator =>
  page.locator(`main section[aria-labelledby="h-${register}"] form:has(input[name="action"][value="link"])`);

/** A control of a form, by the name of its field. */
export const control = (form: Locator, field: string): Locator => form.locator(`[name="fields[${field}]"]`);

/** Opens the fold that a form lies in, as one does who looks for it; nothing when it is already in view. */
export async function unfold(target: Locator): Promise<void> {
  await expect(target).toBeAttached();
  const fold = target.locator("xpath=ancestor::details[1]");
  if ((await fold.count()) > 0 && !(await fold.evaluate((details: HTMLDetailsElement) => details.open)))
    await fold.locator("summary").first().click();
  await expect(target).toBeVisible();
}

/** What is typed, by field; a list is a select's choice by its place or code, a flag is a box. */
export type Typed = Record<string, string | boolean>;

/** Fills a form in. */
export async function fill(form: Locator, typed: Typed): Promise<void> {
  for (const [field, value] of Object.entries(typed)) {
    const target = control(form, field);
    if (typeof value === "boolean") await target.setChecked(value);
    else if ((await target.evaluate((element) => element.tagName)) === "SELECT") await target.selectOption(value);
    else await target.fill(value);
  }
}

/** Sends a form with its own button. */
export const send = (form: Locator): Promise<void> => form.locator('button[type="submit"]').click();

/** What a saved form leads to says what was done, and to which record: its key. */
export async function saved(page: Page, done: string): Promise<string> {
  const notice = page.locator("main .banner--ok");
  await expect(notice).toContainText(`${done}: `);
  return (await notice.innerText()).split(": ").pop()?.trim() ?? "";
}

/** Gives a control an input without the browser's own help, as a browser that knows no dates would. */
export const plain = (target: Locator): Promise<void> =>
  target.evaluate((element: HTMLInputElement) => void (element.type = "text"));

/** A whole risk. */
export const wholeRisk: Typed = {
  title: "Reservkraften räcker inte vid långa avbrott",
  category: "Drift",
  area: "technical",
  owner: "Säkerhetssamordnare",
  cause: "att bränsle bara finns för ett dygn",
  event: "reservkraften stannar under ett långt avbrott",
  consequence: "kritiska tjänster står still",
  consequence_kind: "operations",
  current_likelihood: "2",
  current_consequence: "4",
  current_rationale: "Avbrott längre än ett dygn är ovanliga.",
  treatment: "reduce",
  review_months: "6",
};

/** Today in Sweden, as a date field holds it. */
export const today = (): string => new Date().toLocaleDateString("sv-SE", { timeZone: "Europe/Stockholm" });
