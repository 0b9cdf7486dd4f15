import { roles } from "../support/accounts";
import { pagesOf } from "../support/pages";
import { expect, hydrated, test, visit, type Page } from "../support/story";

/** A mark that only lasts while the document does: a page read anew has lost it. */
const mark = (page: Page) => page.evaluate(() => void Object.assign(window, { sameDocument: true }));
const expectSameDocument = async (page: Page) =>
  expect(await page.evaluate(() => "sameDocument" in window), "the document was read anew").toBe(true);

// Errors in the console fail every story; here warnings do too, since that is how broken hydration is first told.
for (const role of roles) {
  test(`scripts take over every page of ${role} without a word in the console`, async ({ page, signIn }) => {
    test.setTimeout(60_000);
    const said: string[] = [];
    page.on("console", (message) => {
      if (["warning", "error"].includes(message.type()) && !message.text().startsWith("Failed to load resource"))
        said.push(`${page.url()}: ${message.text()}`);
    });
    await signIn(role);
    for (const address of pagesOf(role)) {
      expect(await visit(page, address), address).toBe(200);
      const before = await page.locator("h1").allTextContents();
      expect(before, address).toHaveLength(1);
    }
    expect(said).toEqual([]);
  });
}

test("links, filters and the back button without reading the document anew", async ({ page, signIn }) => {
  await signIn("samordnare");
  await visit(page, "/");
  await mark(page);

  await page.locator(".rail").getByRole("link", { name: "Risker", exact: true }).click();
  await expect(page).toHaveURL(/\/risker$/);
  await expect(page.locator("main tbody tr").first()).toBeVisible();
  await expect(page).toHaveTitle(/risk.*Riskbild$/i);
  await expectSameDocument(page);
  const all = await page.locator("main tbody tr").count();

  await page.locator("main form.filters select[name=kategori]").selectOption("Drift");
  await page.locator("main form.filters").getByRole("button", { name: "Visa" }).click();
  await expect(page).toHaveURL(/kategori=Drift/);
  await expect(page.locator("main .active .pill")).toHaveCount(1);
  await expect.poll(() => page.locator("main tbody tr").count()).toBeLessThan(all);
  await expectSameDocument(page);
  const few = await page.locator("main tbody tr").count();

  await page.locator("main tbody tr a.title").first().click();
  await expect(page).toHaveURL(/\/risker\/RSK-/);
  await expect(page.locator("main ol.history")).toBeVisible();
  await expectSameDocument(page);

  await page.goBack();
  await expect(page).toHaveURL(/kategori=Drift/);
  await expect(page.locator("main tbody tr")).toHaveCount(few);
  await expect(page.locator("main form.filters select[name=kategori]")).toHaveValue("Drift");
  await page.goBack();
  await expect(page).toHaveURL(/\/risker$/);
  await expect(page.locator("main tbody tr")).toHaveCount(all);
  await expect(page.locator("main form.filters select[name=kategori]")).toHaveValue("");
  await expectSameDocument(page);
  await page.goForward();
  await expect(page.locator("main tbody tr")).toHaveCount(few);
});

test("from page to page within one document, through the whole navigation", async ({ page, signIn }) => {
  await signIn("samordnare");
  await visit(page, "/");
  await mark(page);
  for (const path of ["/risker", "/riskmatris", "/atgarder", "/program", "/kontroller", "/krav", "/evidens", "/rapporter", "/journal", "/admin", "/"]) {
    await page.locator(`.rail nav a[href="${path}"]`).click();
    await expect(page).toHaveURL((url) => url.pathname === path);
    await expect(page.locator(`.rail nav a[href="${path}"]`)).toHaveAttribute("aria-current", "page");
    await expect(page.locator("main h1")).toBeVisible();
    await expectSameDocument(page);
  }
  await hydrated(page);
});
