import { inflateRawSync } from "node:zlib";

/** The parts of a ZIP file, by name: XLSX is one. Reads its list at the end, as every reader does. */
export function unzip(file: Buffer): Map<string, Buffer> {
  const parts = new Map<string, Buffer>();
  const end = file.lastIndexOf(Buffer.from("PK\x05\x06", "latin1"));
  if (end < 0) throw new Error("not a ZIP file");
  let at = file.readUInt32LE(end + 16);
  for (let left = file.readUInt16LE(end + 10); left > 0; left--) {
    const [packed, names, extra, note] = [20, 28, 30, 32].map((n, i) =>
      i === 0 ? file.readUInt32LE(at + n) : file.readUInt16LE(at + n),
    ) as [number, number, number, number];
    const name = file.toString("utf8", at + 46, at + 46 + names);
    const local = file.readUInt32LE(at + 42);
    const start = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28);
    const body = file.subarray(start, start + packed);
    parts.set(name, file.readUInt16LE(at + 10) === 8 ? inflateRawSync(body) : Buffer.from(body));
    at += 46 + names + extra + note;
  }
  return parts;
}

/** The rows of each sheet of a workbook, as text, in the workbook's order. */
export function sheets(file: Buffer): string[][][] {
  const parts = unzip(file);
  const text = (name: string) => parts.get(name)?.toString("utf8") ?? "";
  const words = (xml: string) => [...xml.matchAll(/<t(?: [^>]*)?>([^<]*)<\/t>/g)].map(([, word]) => plain(word)).join("");
  const shared = [...text("xl/sharedStrings.xml").matchAll(/<si>([\s\S]*?)<\/si>/g)].map(([, xml]) => words(xml ?? ""));
  const names = [...parts.keys()].filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name)).sort();
  return names.map((name) =>
    [...text(name).matchAll(/<row [^>]*?(?:\/>|>([\s\S]*?)<\/row>)/g)].map(([, row]) => {
      const cells: string[] = [];
      for (const [, attributes, inner] of (row ?? "").matchAll(/<c ([^>]*?)(?:\/>|>([\s\S]*?)<\/c>)/g)) {
        const value = /<v>([^<]*)<\/v>/.exec(inner ?? "")?.[1] ?? "";
        const place = column(/r="([A-Z]+)/.exec(attributes ?? "")?.[1] ?? "A");
        cells[place] = /t="s"/.test(attributes ?? "")
          ? (shared[Number(value)] ?? "")
          : /t="inlineStr"/.test(attributes ?? "")
            ? words(inner ?? "")
            : plain(value);
      }
      return Array.from(cells, (cell) => cell ?? "");
    }),
  );
}

/** The rows of a CSV file as RFC 4180 has it, whichever of comma and semicolon it uses. */
export function csv(file: Buffer): string[][] {
  const text = file.toString("utf8").replace(/^\uFEFF/, "");
  const joint = (text.split("\n")[0] ?? "").includes(";") ? ";" : ",";
  const rows: string[][] = [[]];
  let cell = "";
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i] as string;
    if (quoted && letter === '"' && text[i + 1] === '"') (cell += '"'), i++;
    else if (letter === '"') quoted = !quoted;
    else if (!quoted && (letter === joint || letter === "\n")) {
      rows[rows.length - 1]?.push(cell.replace(/\r$/, ""));
      cell = "";
      if (letter === "\n") rows.push([]);
    } else cell += letter;
  }
  if (cell) rows[rows.length - 1]?.push(cell);
  return rows.filter((row) => row.length > 0);
}

const plain = (xml = ""): string =>
  xml.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#39;|&apos;/g, "'").replace(/&amp;/g, "&");

const column = (letters: string): number => [...letters].reduce((n, letter) => n * 26 + letter.charCodeAt(0) - 64, 0) - 1;
