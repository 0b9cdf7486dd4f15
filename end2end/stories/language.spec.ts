import { fill, form, send } from "../support/forms";
import { pagesOf } from "../support/pages";
import { expect, inEnglish, test, visit, type Page } from "../support/story";
import { swedishFinder } from "../support/words";

const swedish = swedishFinder();

/** Everything a reader can see or hear of a page that the page itself says: not what is marked as Swedish. */
const said = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const found = new Set<string>([document.title.replace(/ – Riskbild$/, "")]);
    const own = (element: Element | null) => element?.closest("[lang]") === document.documentElement;
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const holder = node.parentElement;
      if (holder && own(holder) && !holder.closest("script, style, noscript")) found.add(node.textContent?.trim() ?? "");
    }
    for (const element of document.querySelectorAll("[aria-label], [title], [placeholder], [data-label], [alt]")) {
      if (!own(element)) continue;
      for (const name of ["aria-label", "title", "placeholder", "data-label", "alt"]) found.add(element.getAttribute(name) ?? "");
    }
    found.delete("");
    return [...found];
  });

async function swedishOn(page: Page, where: string): Promise<string[]> {
  return (await said(page)).flatMap((text) => {
    const key = swedish(text);
    return key ? [`${where}: “${text}” (${key})`] : [];
  });
}

test("no page in English says anything in the interface's Swedish", async ({ page, signIn }) => {
  test.setTimeout(120_000);
  const found: string[] = [];
  await signIn("samordnare");
  // The same page in Swedish is full of it: a look that finds nothing there would prove nothing below.
  await visit(page, "/risker/RSK-13");
  expect((await swedishOn(page, "Swedish")).length).toBeGreaterThan(30);
  await inEnglish(page);
  const more = ["/risker?q=xyzzy", "/risker?status=all&kolumner=alla", "/risker/RSK-07", "/risker/RSK-9999", "/finns-inte"];
  const then = ["/?per=2024-04-30", "/krav?ramverk=csl&per=2024-04-30", "/risker?status=finns-inte", "/admin/konton/ny", "/sok?q=xyzzy"];
  for (const address of [...pagesOf("samordnare"), ...more, ...then]) {
    await visit(page, address);
    await expect(page.locator("html")).toHaveAttribute("lang", "en");
    found.push(...(await swedishOn(page, address)));
  }
  await visit(page, "/risker/ny");
  await fill(form(page, "create"), { review_months: "99", current_date: "2200-01-01" });
  await send(form(page, "create"));
  await expect(page.locator("main .errors")).toContainText("between 1 and 24");
  found.push(...(await swedishOn(page, "a form with errors")));
  expect([...new Set(found)].join("\n")).toBe("");
});

test("the administrator's and the auditor's own pages in English", async ({ page, signIn }) => {
  const found: string[] = [];
  for (const role of ["admin", "revisor"] as const) {
    await page.context().clearCookies();
    await signIn(role);
    await inEnglish(page);
    const own = role === "admin" ? ["/admin", "/admin/konton/ny", "/admin/konton/agare"] : ["/", "/rapporter", "/krav", "/risker/RSK-13"];
    for (const address of own) {
      await visit(page, address);
      found.push(...(await swedishOn(page, `${role} ${address}`)));
    }
  }
  expect([...new Set(found)].join("\n")).toBe("");
});
