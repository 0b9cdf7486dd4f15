import { roles } from "../support/accounts";
import { pagesOf } from "../support/pages";
import { control, fill, form, linkForm, saved, send, unfold, wholeRisk } from "../support/forms";
import { expect, hydrated, test, visit } from "../support/story";

// Errors in the console fail every story; here warnings do too, since that is how an island that sleeps on is first told.
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

test("links, filters and the back button", async ({ page, signIn }) => {
  await signIn("samordnare");
  await visit(page, "/");

  await page.locator(".rail").getByRole("link", { name: "Risker", exact: true }).click();
  await expect(page).toHaveURL(/\/risker$/);
  await expect(page.locator("main tbody tr").first()).toBeVisible();
  await expect(page).toHaveTitle(/risk.*Riskbild$/i);
  const all = await page.locator("main tbody tr").count();

  await page.locator("main form.filters select[name=kategori]").selectOption("Drift");
  await page.locator("main form.filters").getByRole("button", { name: "Visa" }).click();
  await expect(page).toHaveURL(/kategori=Drift/);
  await expect(page.locator("main .active .pill")).toHaveCount(1);
  await expect.poll(() => page.locator("main tbody tr").count()).toBeLessThan(all);
  const few = await page.locator("main tbody tr").count();

  await page.locator("main tbody tr a.title").first().click();
  await expect(page).toHaveURL(/\/risker\/RSK-/);
  await expect(page.locator("main ol.history")).toBeVisible();

  await page.goBack();
  await expect(page).toHaveURL(/kategori=Drift/);
  await expect(page.locator("main tbody tr")).toHaveCount(few);
  await expect(page.locator("main form.filters select[name=kategori]")).toHaveValue("Drift");
  await page.goBack();
  await expect(page).toHaveURL(/\/risker$/);
  await expect(page.locator("main tbody tr")).toHaveCount(all);
  await expect(page.locator("main form.filters select[name=kategori]")).toHaveValue("");
  await page.goForward();
  await expect(page.locator("main tbody tr")).toHaveCount(few);
});

test("from page to page through the whole navigation", async ({ page, signIn }) => {
  await signIn("samordnare");
  await visit(page, "/");
  for (const path of ["/risker", "/riskmatris", "/atgarder", "/program", "/kontroller", "/krav", "/evidens", "/rapporter", "/journal", "/admin", "/"]) {
    await page.locator(`.rail nav a[href="${path}"]`).click();
    await expect(page).toHaveURL((url) => url.pathname === path);
    await expect(page.locator(`.rail nav a[href="${path}"]`)).toHaveAttribute("aria-current", "page");
    await expect(page.locator("main h1")).toBeVisible();
  }
  await hydrated(page);
});

test("shortcuts lead to pages, and the link to their list opens the box", async ({ page, signIn }) => {
  await signIn("samordnare");
  await visit(page, "/?per=2025-06-30");
  await page.keyboard.press("g");
  await page.keyboard.press("r");
  await expect(page).toHaveURL(/\/risker\?per=2025-06-30$/);
  await hydrated(page);
  await page.locator(".rail").getByRole("link", { name: "Kortkommandon" }).click();
  await expect(page.locator("dialog[open]")).toContainText("Kortkommandon");
  await page.keyboard.press("Escape");
  await expect(page.locator("dialog[open]")).toHaveCount(0);
});

test("a form that finds no network stays, with what was typed, and is sent when the network is back", async ({ page, signIn }) => {
  await signIn("samordnare");
  await visit(page, "/risker/ny");
  const risk = form(page, "create");
  await fill(risk, { ...wholeRisk, title: "Skriven utan nät" });
  await page.context().setOffline(true);
  await send(risk);
  const errors = page.locator("main .errors");
  await expect(errors).toContainText("Det du skrev är kvar på sidan.");
  await expect(errors).toBeFocused();
  await expect(control(risk, "title")).toHaveValue("Skriven utan nät");
  await send(risk);
  await expect(errors).toHaveCount(1);
  await page.context().setOffline(false);
  await expect(risk.locator('button[type="submit"]')).toBeEnabled();
  await send(risk);
  await saved(page, "Risk tillagd");
});

test("the meeting begins at the item that the address names, and tells where it is", async ({ page, signIn }) => {
  await signIn("namnd");
  await visit(page, "/revideringar/RB-2024-2/mote#punkt-2");
  const current = page.locator(".agenda a[aria-current=step]");
  await expect(page.locator("#punkt-2")).toBeVisible();
  await expect(page.locator("#punkt-0")).toBeHidden();
  await expect(current).toHaveAttribute("href", "#punkt-2");
  await page.keyboard.press("ArrowLeft");
  await expect(page.locator("#h-punkt-1")).toBeFocused();
  await page.locator('.agenda a[href="#punkt-2"]').click();
  await expect(page.locator("#punkt-2")).toBeVisible();
  await page.keyboard.press("Escape");
  await expect(page.locator("#punkt-0")).toBeVisible();
  await expect(page.locator(".meeting__foot [role=status]")).toContainText("1");
  const steps = await page.locator(".meeting__items > section").count();
  for (let n = 1; n < steps; n++) await page.locator(".meeting__foot .btn--main").click();
  await expect(page.locator(".meeting__items > section").last()).toBeVisible();
  await expect(page.locator(".meeting__foot .btn--main")).toBeHidden();
});

test("a link that can't be made, or taken away, says so where it was tried", async ({ page, signIn }) => {
  await signIn("samordnare");
  await visit(page, "/risker/RSK-13");
  const link = linkForm(page, "atgarder");
  await unfold(link);
  await link.locator("[name=key]").fill("ATG-9999");
  await send(link);
  await expect(page.locator("main .error")).toContainText("Det finns ingen post med det id:t");
  await expect(link.locator("[name=key]")).toHaveValue("ATG-9999");
});
