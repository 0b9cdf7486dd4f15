import { closedTo } from "../support/pages";
import { expect, hydrated, test, visit, type Page } from "../support/story";

/** What the demo content hides in its risk RSK-13. */
const secrets = ["angripare utnyttjar svaga konton", "manuella reservrutiner", "svagheter som kan utnyttjas vid ett angrepp"];

/** No way to change anything: the page's only forms ask, and its only buttons show. */
async function expectNoControls(page: Page): Promise<void> {
  const where = page.url();
  await expect(page.locator('main form[method="post" i]:not([action="/konto/utseende"]):not([action^="/konto"])'), where).toHaveCount(0);
  await expect(page.locator('main input[name="action"]'), where).toHaveCount(0);
  await expect(page.locator('main a[href$="/redigera"], main a[href$="/ny"], main input[type="file"]'), where).toHaveCount(0);
}

test("a member of the board reads everything and can change nothing", async ({ page, signIn }) => {
  test.setTimeout(60_000);
  await signIn("namnd");

  await test.step("the overview", async () => {
    await hydrated(page);
    await expect(page.locator("h1")).toBeVisible();
    await expect(page.locator("main")).toContainText("Högst just nu");
    await expectNoControls(page);
    for (const closed of ["Journal", "Administration"])
      await expect(page.locator(".rail").getByRole("link", { name: closed })).toHaveCount(0);
  });

  await test.step("the matrix, and from it a risk", async () => {
    await visit(page, "/riskmatris");
    const matrix = page.locator("table.matrix");
    await expect(matrix).toBeVisible();
    await expect(matrix.locator("th[scope=row]")).toHaveCount(4);
    await expectNoControls(page);
    await matrix.locator('a[href^="/risker/RSK-13"]').first().click();
    await expect(page).toHaveURL(/\/risker\/RSK-13/);
  });

  await test.step("what is secret is not in what the browser got", async () => {
    await hydrated(page);
    await expect(page.locator("main .mask").first()).toContainText("Sekretessmarkerat, OSL 18 kap. 8 §");
    await expect(page.locator("main")).toContainText("Utpressningsangrepp");
    await expectNoControls(page);
    for (const address of ["/risker/RSK-13", "/risker?kolumner=alla", "/sok?q=angripare", "/riskmatris"]) {
      const source = await (await page.request.get(address)).text();
      for (const secret of secrets) expect(source, address).not.toContain(secret);
    }
    for (const format of ["csv", "json"]) {
      const file = await page.request.get(`/export/risker.${format}?kolumner=alla`);
      expect(file.status()).toBe(200);
      const text = await file.text();
      expect(text).toContain("OSL 18 kap. 8 §");
      for (const secret of secrets) expect(text, format).not.toContain(secret);
    }
  });

  await test.step("the programme", async () => {
    await visit(page, "/program");
    await expect(page.locator("h1")).toBeVisible();
    await expect(page.locator("main")).toContainText("Cybersäkerhet");
    await expectNoControls(page);
  });

  await test.step("no control anywhere", async () => {
    const addresses = ["/risker", "/risker/RSK-01", "/atgarder", "/atgarder/ATG-34", "/kontroller", "/kontroller/KTR-04"];
    for (const address of [...addresses, "/krav", "/krav/NIS2-21.2.d", "/evidens", "/evidens/EVD-08", "/rapporter", "/sok?q=brand"]) {
      expect(await visit(page, address), address).toBe(200);
      await expectNoControls(page);
    }
  });

  await test.step("is told so where the way is closed", async () => {
    for (const address of closedTo("namnd")) {
      expect(await visit(page, address), address).toBe(403);
      await expect(page.locator("h1")).toHaveText("Din roll har inte tillgång till det här");
    }
  });
});
