import AxeBuilder from "@axe-core/playwright";
import { expect, test as base, type Page } from "@playwright/test";
import type { Role } from "./accounts";
import { startServer, type Server } from "./server";

export { expect };
export type { Page, Role };

type PerTest = {
  /** Words of console errors that this story expects; anything else in the console fails it. */
  expectedConsole: RegExp[];
  quietConsole: void;
  closeTwin: void;
  signIn: (role: Role, page?: Page) => Promise<void>;
};

/**
 * A story. Each project (with scripts, without, pictures) has its own server with a fresh database, and so does what
 * follows after a failed story: no story fails because of what another left behind in another project.
 */
export const test = base.extend<PerTest, { server: Server }>({
  server: [
    async ({}, use, worker) => {
      const server = await startServer(`${worker.project.name}-${worker.workerIndex}`);
      await use(server);
      await server.stopAndVerify();
    },
    { scope: "worker", timeout: 120_000 },
  ],

  baseURL: async ({ server }, use) => use(server.url),

  expectedConsole: [[], { option: true }],

  closeTwin: [
    async ({ page }, use) => {
      await use();
      await twins.get(page)?.context().close();
    },
    { auto: true },
  ],

  // A page with an error in its console is not a page that works: broken hydration and a refused script both end here.
  quietConsole: [
    async ({ page, expectedConsole }, use) => {
      const errors: string[] = [];
      page.on("pageerror", (error) => errors.push(String(error)));
      page.on("console", (message) => {
        const text = message.text();
        // The browser's own line for an answer of 4xx or 5xx: such answers are part of some stories, and seen in the page.
        if (message.type() !== "error" || text.startsWith("Failed to load resource")) return;
        if (!expectedConsole.some((known) => known.test(text))) errors.push(text);
      });
      await use();
      expect(errors, "errors in the browser's console").toEqual([]);
    },
    { auto: true },
  ],

  // Through the real form each time: a session made behind its back would prove nothing about signing in.
  signIn: async ({ page: own, server }, use) => {
    await use(async (role, page = own) => {
      await page.goto("/logga-in");
      await page.getByLabel(/^(Användarnamn|User name)/).fill(role);
      await page.getByLabel(/^(Lösenord|Password)/).fill(server.passwords[role]);
      await page.getByRole("button", { name: /^(Logga in|Sign in)$/ }).click();
      await expect(page).not.toHaveURL(/\/logga-in/);
    });
  },
});

/**
 * Waits until scripts have taken over the page (`hydrate` marks <html>). At once where scripts are off, and on a page that
 * is sent without them, as one is that stands in place of another.
 */
export async function hydrated(page: Page): Promise<void> {
  if (!scripted() || (await page.locator('script[type="module"]').count()) === 0) return;
  await page.locator("html[data-hydrated]").waitFor({ state: "attached" });
}

/** Nothing on the page may break WCAG 2.2 A or AA, as far as axe can tell. */
export async function axe(page: Page): Promise<void> {
  expect(await faults(page), `axe on ${page.url()}`).toEqual([]);
}

/**
 * What axe finds on the page in light and in dark. What doesn't depend on colours is looked for once, and dark once with
 * and without scripts, since they don't touch it.
 *
 * axe is a script itself and can't run where scripts are off. There it is given the same page as it stands, at the same
 * address and with the same styles, in a window where scripts run but the page's own have been taken out.
 */
export async function faults(page: Page): Promise<string[]> {
  const seen = scripted() ? page : await twinWithScripts(page);
  const light = new AxeBuilder({ page: seen }).withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]);
  const found = (await light.analyze()).violations;
  if (!scripted()) return told(found);
  await seen.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
  const dark = new AxeBuilder({ page: seen }).withRules(["color-contrast", "link-in-text-block"]);
  found.push(...(await dark.analyze()).violations.map((one) => ({ ...one, id: `${one.id}, dark` })));
  await seen.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  return told(found);
}

type Violations = Awaited<ReturnType<AxeBuilder["analyze"]>>["violations"];

const told = (found: Violations): string[] =>
  found.map(({ id, help, nodes }) => `${id}: ${help}\n  ${nodes.map((n) => `${n.target}`).join("\n  ")}`);

/**
 * What a page is made of, whatever it says: each kind of element with what it lies in, and the order of its headings and
 * landmarks. Two pages made of the same are the same to axe.
 */
export const madeOf = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const kind = (one: Element) => {
      const named = ["role", "type", "aria-current", "aria-invalid", "aria-label", "scope", "hidden", "lang"];
      const extra = named.filter((name) => one.hasAttribute(name)).map((name) => (name === "role" || name === "type" ? `${name}=${one.getAttribute(name)}` : name));
      return `${one.tagName}.${[...one.classList].sort().join(".")}[${extra}]${one.textContent?.trim() ? "" : "-"}`;
    };
    const parts = new Set<string>();
    for (const one of document.body.querySelectorAll("*:not(script)")) {
      const path: string[] = [];
      for (let up: Element | null = one; up && up !== document.body; up = up.parentElement) path.push(kind(up));
      parts.add(path.join(" < "));
    }
    const order = (what: string) => [...document.querySelectorAll(what)].filter((one) => one.checkVisibility()).map((one) => one.tagName);
    parts.add(`headings ${order("h1, h2, h3, h4").join("").replace(/(H\d)\1+/g, "$1$1")}`);
    const ids = [...document.querySelectorAll("[id]")].map((one) => one.id);
    const twice = ids.filter((id, place) => ids.indexOf(id) !== place);
    if (twice.length > 0) parts.add(`ids twice: ${twice.join(" ")}`);
    return [...parts];
  });

/** One such window for each page of a story: opening one for each look would cost more than the look. */
const twins = new WeakMap<Page, Page>();

async function twinWithScripts(page: Page): Promise<Page> {
  const html = (await page.content()).replace(/<script\b[^>]*>[\s\S]*?<\/script>/gi, "");
  const browser = page.context().browser();
  if (!browser) throw new Error("the page has no browser");
  let twin = twins.get(page);
  if (!twin) {
    // A new window takes the project's settings, "no scripts" among them, unless told otherwise.
    const context = await browser.newContext({ javaScriptEnabled: true, baseURL: page.url() });
    twin = await context.newPage();
    twins.set(page, twin);
  }
  const shown = page.viewportSize();
  if (shown) await twin.setViewportSize(shown);
  await twin.unrouteAll();
  await twin.route(
    (url) => url.href === page.url(),
    (route) => route.fulfill({ body: html, contentType: "text/html; charset=utf-8" }),
  );
  await twin.goto(page.url());
  return twin;
}

/** Waits for the page that a step leads to, ready to be used. */
export async function visit(page: Page, address: string): Promise<number> {
  const answer = await page.goto(address);
  await hydrated(page);
  return answer?.status() ?? 0;
}

/** Whether scripts are on in this project. */
export const scripted = (): boolean => test.info().project.use.javaScriptEnabled !== false;

/** Signs out with the button that everyone sees. */
export async function signOut(page: Page): Promise<void> {
  await page.locator(".rail").getByRole("button", { name: /^(Logga ut|Sign out)$/ }).click();
  await expect(page).toHaveURL(/\/logga-in/);
}

/** Chooses English with the button that everyone sees. */
export async function inEnglish(page: Page): Promise<void> {
  await page.locator(".rail").getByRole("button", { name: "English" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
}

/** Takes one of README's pictures, into docs/pictures/: the whole page, but no longer than a reader scrolls. */
export async function picture(page: Page, name: string): Promise<void> {
  await hydrated(page);
  await page.evaluate(() => document.fonts.ready);
  const { width, height } = await page.evaluate(() => ({
    width: innerWidth,
    height: Math.max(document.documentElement.scrollHeight, innerHeight),
  }));
  const clip = { x: 0, y: 0, width, height: Math.min(height, 2400) };
  await page.screenshot({ path: `../docs/pictures/${name}.png`, animations: "disabled", caret: "hide", fullPage: true, clip });
}
