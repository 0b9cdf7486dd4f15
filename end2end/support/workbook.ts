import { strFromU8, strToU8, unzipSync, zipSync, type Unzipped } from "fflate";
import { hydrated, visit, type Page } from "./story";

/** A workbook that was taken out, opened to be edited: its rows are found by their id, its cells by their heading. */
export class Workbook {
  private readonly parts: Unzipped;
  /** The sheet of rows; before it lies the one that says what the file is. */
  private readonly sheet = "xl/worksheets/sheet2.xml";

  constructor(file: Buffer) {
    this.parts = unzipSync(file);
  }

  /** The ids of its rows, in order. */
  ids(): string[] {
    return [...this.xml().matchAll(/<c r="A(\d+)"[^>]*>([\s\S]*?)<\/c>/g)]
      .filter(([, row]) => row !== "1")
      .map(([, , inner]) => (inner ?? "").replace(/<[^>]*>/g, ""));
  }

  /** The address of a cell: `F12`. */
  address(id: string, heading: string): string {
    const named = (text: string) => new RegExp(`<c r="([A-Z]+)(\\d+)"[^>]*><is><t[^>]*>${text}</t></is></c>`);
    const column = named(heading).exec(this.xml().split("</row>")[0] ?? "")?.[1];
    const row = named(id).exec(this.xml())?.[2];
    if (!column || !row) throw new Error(`no cell for ${id}, ${heading}`);
    return `${column}${row}`;
  }

  /** Writes a cell, with the looks that it has. */
  set(id: string, heading: string, value: string | number): void {
    const inner = typeof value === "number" ? `<v>${value}</v>` : `<is><t>${value}</t></is>`;
    this.cell(id, heading, typeof value === "number" ? "" : ' t="inlineStr"', inner);
  }

  /** Writes a formula, with the value that a spreadsheet last made of it. */
  formula(id: string, heading: string, formula: string, shown: string): void {
    this.cell(id, heading, "", `<f>${formula}</f><v>${shown}</v>`);
  }

  private cell(id: string, heading: string, type: string, inner: string): void {
    const at = this.address(id, heading);
    const there = new RegExp(`<c r="${at}"( s="\\d+")?[^>]*?(?:/>|>[\\s\\S]*?</c>)`);
    if (!there.test(this.xml())) throw new Error(`nothing at ${at}`);
    this.replace(this.sheet, there, (_: string, looks = "") => `<c r="${at}"${looks}${type}>${inner}</c>`);
  }

  /** Merges an area of cells. */
  merge(area: string): void {
    this.replace(this.sheet, "</sheetData>", `</sheetData><mergeCells count="1"><mergeCell ref="${area}"/></mergeCells>`);
  }

  /** Replaces something in a part. */
  replace(part: string, what: string | RegExp, by: string | ((found: string, ...groups: string[]) => string)): void {
    const xml = strFromU8(this.parts[part] ?? new Uint8Array());
    this.parts[part] = strToU8(typeof by === "string" ? xml.replace(what, by) : xml.replace(what, by));
  }

  /** Puts a part in. */
  add(part: string, content: Uint8Array): void {
    this.parts[part] = content;
  }

  save(): Buffer {
    return Buffer.from(zipSync(this.parts));
  }

  private xml(): string {
    return strFromU8(this.parts[this.sheet] ?? new Uint8Array());
  }
}

/** The measures as a workbook, with every column. */
export const takenOut = async (page: Page, address = "/export/atgarder.xlsx?kolumner=alla"): Promise<Workbook> =>
  new Workbook(await (await page.request.get(address)).body());

/** Sends a file on a register's page, and waits for what it leads to. */
export async function sendFile(page: Page, path: string, name: string, buffer: Buffer): Promise<void> {
  await visit(page, path);
  await page.locator('main input[type="file"]').setInputFiles({ name, mimeType: "application/octet-stream", buffer });
  await page.getByRole("button", { name: "Granska" }).click();
  await hydrated(page);
}
