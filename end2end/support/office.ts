import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Runs something in a folder of its own, which is gone afterwards. */
function apart<T>(run: (folder: string) => T): T {
  const folder = mkdtempSync(join(tmpdir(), "riskbild-office-"));
  try {
    return run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A PDF's text as a reader gets it, with its lines joined, since where they break is the paper's matter. */
export const pdfText = (file: Buffer): string =>
  apart((folder) => {
    writeFileSync(join(folder, "file.pdf"), file);
    execFileSync("pdftotext", ["-enc", "UTF-8", "-nopgbrk", "file.pdf", "file.txt"], { cwd: folder });
    return joined(readFileSync(join(folder, "file.txt"), "utf8"));
  });

/** A document's text as LibreOffice Writer has it, once it has opened it and made a PDF of it. */
export const officeText = (file: Buffer): string =>
  apart((folder) => {
    writeFileSync(join(folder, "file.docx"), file);
    // Its own settings lie in the folder too: a second run at the same time has others.
    const settings = `-env:UserInstallation=file://${join(folder, "settings")}`;
    execFileSync("soffice", [settings, "--headless", "--convert-to", "pdf", "--outdir", folder, "file.docx"], {
      cwd: folder,
      timeout: 120_000,
      stdio: "pipe",
    });
    return pdfText(readFileSync(join(folder, "file.pdf")));
  });

/** Text with its white space made one blank, and words that were parted at the end of a line put together. */
export const joined = (text: string): string => text.replace(/[\u00AD\u2010]\s*\n\s*/g, "").replace(/\s+/g, " ").trim();
