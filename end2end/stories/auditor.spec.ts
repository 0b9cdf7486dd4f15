import { spawnSync } from "node:child_process";
import { copyFile, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { csv, sheets, unzip } from "../support/files";
import type { Locator } from "@playwright/test";
import { expect, hydrated, test, visit, type Page } from "../support/story";

/** Presses what leads to a file, and reads the file. */
async function download(page: Page, target: Locator): Promise<Buffer> {
  const [file] = await Promise.all([page.waitForEvent("download"), target.click()]);
  return readFile(await file.path());
}

/** Asks for an evidence list on the page of reports: what is left empty is not asked about. */
async function evidenceList(page: Page, asked: Record<string, string>, format: RegExp): Promise<Buffer> {
  await visit(page, "/rapporter");
  const form = page.locator('main form[action^="/export/evidens"]');
  await form.locator("[name=ramverk]").selectOption("nis2");
  for (const [name, value] of Object.entries(asked)) await form.locator(`[name="${name}"]`).fill(value);
  return download(page, form.getByRole("button", { name: format }));
}

const heading = ["Bestämmelse", "Krav", "Regelverk", "Evidensens läge", "Evidens, id", "Evidens", "Slag", "Gäller per"];

test("the auditor takes out what there was for NIS2 art. 21.2 d on 31 December 2025", async ({ page, signIn }) => {
  test.setTimeout(60_000);
  await signIn("revisor");

  await test.step("opens the coverage of NIS2 and sets the date", async () => {
    await page.locator(".rail").getByRole("link", { name: "Krav", exact: true }).click();
    await expect(page).toHaveURL(/\/krav/);
    await page.locator('main a[href^="/krav?ramverk=nis2"]').first().click();
    await expect(page).toHaveURL(/ramverk=nis2/);
    await hydrated(page);
    await page.getByLabel("Per datum").fill("2025-12-31");
    await page.locator("main form.filters").getByRole("button", { name: "Visa" }).click();
    await expect(page).toHaveURL(/per=2025-12-31/);
    await expect(page.locator("main .banner").first()).toContainText("Du ser läget den 31 december 2025.");
    await expect(page.locator("h1")).toContainText(/krav (saknar|har) underlag/);
    await expect(page.locator("main")).toContainText("21.2 d");
  });

  await test.step("opens the requirement on that date", async () => {
    await page.locator('main a[href^="/krav/NIS2-21.2.d"]').first().click();
    await expect(page).toHaveURL(/\/krav\/NIS2-21\.2\.d\?.*per=2025-12-31/);
    await hydrated(page);
    await expect(page.locator("main")).toContainText("EVD-16");
    await expect(page.locator("main")).not.toContainText("EVD-20");
  });

  await test.step("takes the requirement's evidence list out as XLSX and CSV", async () => {
    const link = page.locator('main a[href^="/export/evidens.xlsx"]');
    await expect(link).toHaveAttribute("href", /(?=.*krav=NIS2-21\.2\.d)(?=.*per=2025-12-31)/);
    const [front, rows] = sheets(await download(page, link)) as [string[][], string[][]];
    const told = front.flat().join("\n");
    // Dates are real ones, numbers of days in XLSX: 46022 is 2025-12-31, 45747 is 2025-03-31.
    for (const word of ["46022", "Revisor", "NIS2-21.2.d"]) expect(told).toContain(word);
    expect(told).toMatch(/[0-9a-f]{64}/);
    expect(rows[0]?.slice(0, heading.length)).toEqual(heading);
    const row = rows.find((cells) => cells.includes("EVD-16"));
    expect(row?.slice(0, 6)).toEqual([
      expect.stringContaining("21.2 d"),
      expect.any(String),
      "NIS2",
      "Finns",
      "EVD-16",
      "Leverantörsregister, utdrag 2025",
    ]);
    expect(row?.[7]).toBe("45747");
    expect(rows.flat()).not.toContain("EVD-20");

    const table = csv(await evidenceList(page, { krav: "NIS2-21.2.d", per: "2025-12-31" }, /CSV/));
    expect(table[0]?.slice(0, heading.length)).toEqual(heading);
    expect(table.find((cells) => cells.includes("EVD-16"))?.[7]).toBe("2025-03-31");
  });

  await test.step("takes the framework's list out: what is missing has its row, what is secret its provision", async () => {
    const table = csv(await evidenceList(page, { per: "2025-12-31" }, /CSV/));
    const missing = table.filter((cells) => cells[3] === "Saknas");
    expect(missing.length).toBeGreaterThan(0);
    for (const row of missing) expect(row.slice(4, 16).join("")).toBe("");
    const masked = table.find((cells) => cells[4] === "EVD-22");
    expect(masked?.[9]).toBe("Sekretessmarkerat, OSL 18 kap. 8 §");
    expect(table.flat().join(" ")).not.toContain("DEMO-2025-0079");
    const [, rows] = sheets(await evidenceList(page, { per: "2025-12-31" }, /XLSX/)) as string[][][];
    expect(rows?.filter((cells) => cells[3] === "Saknas").map((cells) => cells[0])).toEqual(missing.map((cells) => cells[0]));
  });

  await test.step("sees an act as coming before it is in force, and in force after", async () => {
    await visit(page, "/krav?per=2024-04-30");
    const csl = page.locator("main tbody tr", { has: page.locator('a[href*="ramverk=csl"]') });
    await expect(csl).toContainText("Kommande, gäller från 2026-01-15");
    await csl.getByRole("link").first().click();
    await expect(page.locator("main .banner", { hasText: "CSL är kommande." })).toBeVisible();
    await visit(page, "/krav?per=2026-01-15");
    await expect(csl).toContainText("2026-01-15");
    await expect(csl).not.toContainText("Kommande");
    await visit(page, "/krav?ramverk=csl&per=2026-01-15");
    await expect(page.locator("main .banner", { hasText: "CSL är kommande." })).toHaveCount(0);
  });

  await test.step("sees only its own frameworks", async () => {
    expect((await page.request.get("/krav?ramverk=dataskydd")).status()).toBe(404);
    expect((await page.request.get("/export/evidens.csv?ramverk=dataskydd")).status()).toBe(404);
  });
});

/** Runs the verifier from a pack in a folder of its own, with nothing of ours around it. */
async function python(pack: Buffer, keys: string): Promise<{ code: number; said: string }> {
  const folder = await mkdtemp(join(tmpdir(), "pack-"));
  try {
    const parts = unzip(pack);
    const script = parts.get("verify.py");
    if (!script) throw new Error("the pack brings no verifier");
    await writeFile(join(folder, "verify.py"), script);
    await writeFile(join(folder, "paket.zip"), pack);
    await copyFile(keys, join(folder, "nycklar.txt"));
    const command = ["-I", "verify.py", "--key", "nycklar.txt", "paket.zip"];
    const { status, stdout, stderr } = spawnSync("python3", command, { cwd: folder, env: { PATH: process.env.PATH } });
    return { code: status ?? -1, said: `${stdout}${stderr}` };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

test("the auditor takes a pack away and checks it on a machine without Riskbild", async ({ page, signIn, server }) => {
  test.setTimeout(60_000);
  await signIn("revisor");

  await test.step("from the requirement, as of a date, to the form that is filled in", async () => {
    await visit(page, "/krav/NIS2-21.2.d?per=2025-12-31");
    await page.locator("main .head").getByRole("link", { name: "Evidenspaket" }).click();
    await expect(page).toHaveURL(/\/paket\?.*krav=NIS2-21\.2\.d.*dag=2025-12-31/);
    await hydrated(page);
    await expect(page.getByLabel("Enstaka krav")).toHaveValue("NIS2-21.2.d");
    await expect(page.getByLabel("Per datum", { exact: false }).last()).toHaveValue("2025-12-31");
    await expect(page.getByRole("checkbox", { name: "NIS2" })).toBeChecked();
  });

  await test.step("what is wrong with the form is told, and nothing typed is lost", async () => {
    await page.getByLabel("Enstaka krav").fill("NIS2-99.9");
    await page.getByLabel("Ändamål").fill("Granskning av leverantörskedjan");
    await page.getByRole("button", { name: "Ta ut paketet" }).click();
    await expect(page.locator("main .errors")).toContainText("NIS2-99.9");
    await expect(page.getByLabel("Ändamål")).toHaveValue("Granskning av leverantörskedjan");
    await page.getByLabel("Enstaka krav").fill("NIS2-21.2.d");
    await page.getByRole("button", { name: "Ta ut paketet" }).click();
    await expect(page.locator("h1")).toHaveText("Kravet hade evidens");
    await expect(page.locator("main")).toContainText("Granskning av leverantörskedjan");
  });

  await test.step("the pack holds what there was then, and is checked with Python alone", async () => {
    const pack = await download(page, page.getByRole("link", { name: /^Ladda ner paketet/ }));
    const parts = unzip(pack);
    const list = csv(parts.get("evidence.csv") as Buffer);
    expect(list.map((cells) => cells[4])).toEqual(["Evidens, id", "EVD-16"]);
    expect(list.flat()).not.toContain("EVD-20");
    expect(parts.get("manifest.html")?.toString()).toContain("Leverantörsregister, utdrag 2025");
    const { code, said } = await python(pack, server.keys);
    expect(said).toContain("ALLT STÄMMER");
    expect(said).toContain("risk.example.se/namnden");
    expect(code).toBe(0);
  });

  await test.step("the whole framework, and what was missing on that day", async () => {
    await visit(page, "/paket/PAK-01");
    await expect(page.locator("h1")).toHaveText(/ av \d+ krav saknade evidens$/);
    const shown = await page.locator("section:has(#h-saknas) li").count();
    const pack = await download(page, page.getByRole("link", { name: /^Ladda ner paketet/ }));
    const missing = csv(unzip(pack).get("missing.csv") as Buffer).filter((cells) => cells[3] === "Saknas");
    expect(missing.length).toBe(shown);
    expect(missing.length).toBeGreaterThan(0);
    const { said } = await python(pack, server.keys);
    expect(said).toMatch(new RegExp(`: ${missing.length} krav saknar evidens`));
    // What is secret is not in it, whatever it is kept as.
    expect([...unzip(pack).values()].some((part) => part.includes("DEMO-2025-0079"))).toBe(false);
  });

  await test.step("a pack that someone has touched is found out", async () => {
    const pack = await download(page, page.getByRole("link", { name: /^Ladda ner paketet/ }));
    const name = Buffer.from("evidence.pdf");
    const place = pack.indexOf(Buffer.from("%PDF-"), pack.indexOf(name));
    pack[place + 200] = (pack[place + 200] as number) ^ 1;
    const { code, said } = await python(pack, server.keys);
    expect(code).not.toBe(0);
    expect(said).toContain("evidence.pdf");
  });

  await test.step("the journal tells who took what out", async () => {
    await visit(page, "/journal?slag=pack");
    await expect(page.locator("main")).toContainText("Evidenspaket uttaget");
    await expect(page.locator("main").getByRole("link", { name: "PAK-02" })).toBeVisible();
  });
});
