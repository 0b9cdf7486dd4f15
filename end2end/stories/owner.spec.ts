import { csv } from "../support/files";
import { fill, form, saved, send, unfold } from "../support/forms";
import { expect, hydrated, test, visit } from "../support/story";

const own = { risker: ["RSK-09", "RSK-13"], atgarder: ["ATG-34"], kontroller: ["KTR-04", "KTR-05", "KTR-12"], evidens: ["EVD-07", "EVD-09"] };
const others = { risker: "RSK-01", atgarder: "ATG-37", kontroller: "KTR-01", evidens: "EVD-08" };

test("an owner sees and updates what its functions own, and nothing else", async ({ page, signIn }) => {
  test.setTimeout(60_000);
  await signIn("agare");

  await test.step("lists, files, search and the matrix hold only its own", async () => {
    for (const [register, keys] of Object.entries(own)) {
      const foreign = others[register as keyof typeof others];
      expect(await visit(page, `/${register}`), register).toBe(200);
      for (const key of keys) await expect(page.locator("main tbody"), register).toContainText(key);
      await expect(page.locator("main tbody"), register).not.toContainText(foreign);
      const rows = csv(await (await page.request.get(`/export/${register}.csv`)).body());
      const owner = rows[0]?.findIndex((name) => ["Ansvarig", "Riskägare"].includes(name)) ?? -1;
      expect(rows.length).toBeGreaterThan(1);
      for (const row of rows.slice(1)) expect(row[owner], register).toBe("IT-säkerhetsansvarig");
    }
    await visit(page, "/riskmatris");
    await expect(page.locator("main")).toContainText("13");
    await expect(page.locator('main a[href^="/risker/RSK-01"]')).toHaveCount(0);
    await visit(page, "/sok?q=Kostnadsökningar");
    await expect(page.locator("main")).not.toContainText("RSK-01");
  });

  await test.step("another's record isn't there", async () => {
    for (const [register, key] of Object.entries(others)) {
      expect(await visit(page, `/${register}/${key}`), key).toBe(404);
      await expect(page.locator("h1")).toHaveText("Sidan finns inte");
      expect([403, 404], key).toContain((await page.request.get(`/${register}/${key}/redigera`)).status());
    }
    expect(await visit(page, "/risker/ny")).toBe(403);
  });

  await test.step("sees what is marked secret on its own risk, and reports progress on its own measure", async () => {
    await visit(page, "/risker/RSK-13");
    await expect(page.locator("main")).toContainText("angripare utnyttjar svaga konton");
    await expect(form(page, "close")).toHaveCount(0);
    await visit(page, "/atgarder/ATG-34");
    const report = form(page, "report");
    await unfold(report);
    await fill(report, { percent: "85", note: "Två zoner till är klara." });
    await send(report);
    expect(await saved(page, "Framdrift rapporterad")).toBe("ATG-34");
    await hydrated(page);
    await expect(page.locator("main")).toContainText("Två zoner till är klara.");
  });
});
