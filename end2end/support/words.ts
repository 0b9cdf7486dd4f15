import { readdirSync, readFileSync } from "node:fs";

type Texts = Record<string, string>;

/** The interface's texts in a language, by namespace and key. */
function texts(lang: string): Texts {
  const folder = `../app/locales/${lang}`;
  const all: Texts = {};
  for (const file of readdirSync(folder)) {
    const part = JSON.parse(readFileSync(`${folder}/${file}`, "utf8")) as Texts;
    for (const [key, text] of Object.entries(part)) all[`${file.replace(".json", "")}.${key}`] = text;
  }
  return all;
}

/** A text with what is filled in left open. */
const pattern = (text: string): RegExp =>
  new RegExp(`^${text.split(/\{\w+\}/).map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join(".*")}$`, "s");

/** Letters outside the placeholders. */
const letters = (text: string): number => text.replace(/\{\w+\}/g, "").replace(/[^\p{L}]/gu, "").length;

/** What is written in the register and not translated: each line of the demo content's fields. */
function content(): Set<string> {
  const words = new Set<string>();
  const demo = JSON.parse(readFileSync("../server/demo/demo.json", "utf8")) as { commands: { draft: Texts; reason: string }[] };
  const add = (text: string) => text.split("\n").forEach((line) => words.add(line.trim()));
  for (const { draft, reason } of demo.commands) {
    Object.values(draft).forEach(add);
    add(reason ?? "");
  }
  for (const file of readdirSync("../server/catalogues").filter((name) => name.endsWith(".json"))) {
    const collect = (value: unknown): void => {
      if (typeof value === "string") add(value);
      else if (value && typeof value === "object") {
        Object.values(value).forEach(collect);
        // Requirements go by number and title together.
        const { number, title } = value as { number?: unknown; title?: unknown };
        if (typeof number === "string" && typeof title === "string") add(`${number} ${title}`);
      }
    };
    collect(JSON.parse(readFileSync(`../server/catalogues/${file}`, "utf8")));
  }
  // Bands are written with their limits; the demo accounts are named by function.
  for (const name of ["Låg", "Medelhög", "Hög", "Extremt hög", "Nämndledamot", "Revisor", "Administratör"]) words.add(name);
  return words;
}

/** Tells of a text whether it is the interface's Swedish where English was asked for, and which text it is. */
export function swedishFinder(): (text: string) => string | undefined {
  const [sv, en] = [texts("sv"), texts("en")];
  const written = content();
  const same = new Set(Object.values(en));
  const whole = new Map<string, string>();
  const open: [RegExp, string][] = [];
  const english = Object.values(en).filter((text) => text.includes("{") && letters(text) > 3).map(pattern);
  for (const [key, text] of Object.entries(sv)) {
    if (en[key] === text || same.has(text)) continue;
    // What is suggested for the board's own document is content: the document is Swedish whoever prepares it.
    if (key.startsWith("revision.doc_")) continue;
    // These are the words of PDFs and workbooks, which no page shows.
    if (key.startsWith("document.")) continue;
    if (text.includes("{")) letters(text) > 5 && open.push([pattern(text), key]);
    else if (letters(text) > 1) whole.set(text, key);
  }
  return (raw) => {
    const text = raw.replace(/\s+/g, " ").trim();
    if (written.has(text) || same.has(text)) return undefined;
    const found = whole.get(text) ?? whole.get(text.replace(/[:.]$/, "")) ?? open.find(([one]) => one.test(text))?.[1];
    return found && !english.some((one) => one.test(text)) ? found : undefined;
  };
}
