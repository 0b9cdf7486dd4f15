import { expect, picture, signOut, test, visit, type Role } from "../support/story";
import { sendFile, takenOut } from "../support/workbook";
import { form, unfold } from "../support/forms";
import { mkdir, writeFile } from "node:fs/promises";

// README's pictures: every page, and the main ones also on a telephone and in dark. In an order in which nothing is
// changed, so that they can be taken anew at any time and show the same content.
type Shot = { name: string; address: string; role?: Role; main?: boolean; open?: string };

const shots: Shot[] = [
  { name: "overview", address: "/", main: true },
  { name: "overview-board", address: "/", role: "namnd" },
  { name: "overview-owner", address: "/", role: "agare" },
  { name: "risks", address: "/risker", main: true },
  { name: "risk", address: "/risker/RSK-13", main: true },
  { name: "risk-masked", address: "/risker/RSK-13", role: "namnd" },
  { name: "risk-assess", address: "/risker/RSK-13", open: "assess" },
  { name: "risk-new", address: "/risker/ny" },
  { name: "risk-edit", address: "/risker/RSK-13/redigera" },
  { name: "matrix", address: "/riskmatris", main: true },
  { name: "pictures", address: "/riskbilder" },
  { name: "picture", address: "/riskbilder/RB-2026-2", main: true },
  { name: "picture-superseded", address: "/riskbilder/RB-2024-1" },
  { name: "revisions", address: "/revideringar" },
  { name: "revision", address: "/revideringar/RB-2024-2", role: "namnd", main: true },
  { name: "revision-returned", address: "/revideringar/RB-2025-2?per=2025-05-06" },
  { name: "revision-draft", address: "/revideringar/RB-2027-1" },
  { name: "reviewing", address: "/revideringar/RB-2027-1/arbete", main: true },
  { name: "meeting", address: "/revideringar/RB-2024-2/mote", role: "namnd", main: true },
  { name: "revision-new", address: "/revideringar/ny" },
  { name: "measures", address: "/atgarder", main: true },
  { name: "measure", address: "/atgarder/ATG-37", main: true },
  { name: "measure-new", address: "/atgarder/ny" },
  { name: "measure-edit", address: "/atgarder/ATG-37/redigera" },
  { name: "deliverables", address: "/leverabler", main: true },
  { name: "deliverable", address: "/leverabler/LEV-35", main: true },
  { name: "deliverable-new", address: "/leverabler/ny" },
  { name: "deliverable-edit", address: "/leverabler/LEV-02/redigera" },
  { name: "programme", address: "/program", main: true },
  { name: "programme-part", address: "/program?omrade=technical" },
  { name: "roadmap", address: "/program/fardplan", main: true },
  { name: "roadmap-months", address: "/program/fardplan?zoom=manad#idag", main: true },
  { name: "roadmap-table", address: "/program/fardplan?visa=tabell" },
  { name: "plan", address: "/program/plan", main: true },
  { name: "plan-decided", address: "/program/plan/PLN-01" },
  { name: "programme-edit", address: "/program/PRG-01/redigera" },
  { name: "evidence-upload", address: "/evidens/ladda-upp" },
  { name: "controls", address: "/kontroller" },
  { name: "control", address: "/kontroller/KTR-07" },
  { name: "year-cycle", address: "/arshjul", main: true },
  { name: "control-year", address: "/kontroller/arshjul", main: true },
  { name: "control-new", address: "/kontroller/ny" },
  { name: "control-edit", address: "/kontroller/KTR-07/redigera" },
  { name: "coverage", address: "/krav?ramverk=nis2", main: true },
  { name: "coverage-as-of", address: "/krav?ramverk=csl&per=2024-04-30", role: "revisor" },
  { name: "coverage-map", address: "/krav/karta?ramverk=nis2", main: true },
  { name: "applicability", address: "/krav/tillamplighet?ramverk=iso27001", main: true },
  { name: "requirement", address: "/krav/NIS2-21.2.d", main: true },
  { name: "evidences", address: "/evidens" },
  { name: "evidence", address: "/evidens/EVD-08" },
  { name: "evidence-new", address: "/evidens/ny" },
  { name: "evidence-edit", address: "/evidens/EVD-08/redigera" },
  { name: "functions", address: "/funktioner", main: true },
  { name: "import", address: "/atgarder/import" },
  { name: "packs", address: "/paket", role: "revisor" },
  { name: "pack", address: "/paket/PAK-01", role: "revisor", main: true },
  { name: "disclosures", address: "/utlamnanden?riskbild=RB-2026-2", main: true },
  { name: "disclosure", address: "/utlamnanden/UTL-01", main: true },
  { name: "disposals", address: "/gallring" },
  { name: "disposal-new", address: "/gallring/ny?slag=evidence&fore=2026-10-01", role: "sekreterare" },
  { name: "disposal", address: "/gallring/GAL-01", main: true },
  { name: "deviations", address: "/avvikelser" },
  { name: "deviation", address: "/avvikelser/AVV-01", main: true },
  { name: "incidents", address: "/incidenter?status=all" },
  { name: "incident", address: "/incidenter/INC-03", main: true },
  { name: "incident-masked", address: "/incidenter/INC-03", role: "namnd" },
  { name: "incident-new", address: "/incidenter/ny" },
  { name: "since", address: "/sedan?fran=2026-04-28", main: true },
  { name: "interim-reports", address: "/delarsrapporter" },
  { name: "interim-report", address: "/delarsrapporter/RAP-01", main: true },
  { name: "interim-report-new", address: "/delarsrapporter/ny" },
  { name: "interim-report-write", address: "/delarsrapporter/RAP-05/skriv?kapitel=risks", main: true },
  { name: "reports", address: "/rapporter", role: "revisor" },
  { name: "journal", address: "/journal", main: true },
  { name: "search", address: "/sok?q=leverantör" },
  { name: "administration", address: "/admin", role: "admin" },
  { name: "settings", address: "/admin/installningar", role: "admin" },
  { name: "account-new", address: "/admin/konton/ny", role: "admin" },
  { name: "account-edit", address: "/admin/konton/agare", role: "admin" },
  { name: "my-account", address: "/konto", main: true },
  { name: "accessibility", address: "/tillganglighet" },
  { name: "indicators", address: "/indikatorer", main: true },
  { name: "indicator", address: "/indikatorer/IND-01", main: true },
  { name: "indicator-levels", address: "/indikatorer/IND-05" },
  { name: "indicator-report", address: "/indikatorer/IND-01", open: "report" },
  { name: "assignments", address: "/uppdrag", main: true },
  { name: "assignment", address: "/uppdrag/UPD-07", role: "sekreterare", main: true },
  { name: "recommendations", address: "/rekommendationer" },
  { name: "recommendation", address: "/rekommendationer/REK-01", main: true },
  { name: "analyses", address: "/riskanalyser" },
  { name: "analysis", address: "/riskanalyser/ANA-01" },
  { name: "analysis-masked", address: "/riskanalyser/ANA-02", role: "namnd" },
  { name: "goals", address: "/mal", main: true },
  { name: "goal", address: "/mal/MAL-02" },
  { name: "projects", address: "/projekt" },
  { name: "project", address: "/projekt/PRJ-01", main: true },
  { name: "project-report", address: "/projekt/PRJ-01", open: "report" },
  { name: "city-matters", address: "/stadengemensamma-fragor" },
  { name: "city-matter", address: "/stadengemensamma-fragor/SGF-01" },
  { name: "services", address: "/tjanster" },
  { name: "service", address: "/tjanster/TJN-01", main: true },
  { name: "not-found", address: "/risker/RSK-9999" },
];

// A prepared picture is needed to see how a decision is recorded; the demo has none before the board, so that page is shown
// in the story of April and not here.
test("the sign-in page", async ({ page }) => {
  await visit(page, "/logga-in");
  await picture(page, "sign-in");
});

test("the pages", async ({ page, signIn }) => {
  test.setTimeout(240_000);
  let signedInAs: Role | undefined;
  for (const { name, address, role = "samordnare", main, open } of shots) {
    if (role !== signedInAs) {
      if (signedInAs) {
        // Meeting mode has the whole screen, and no way out of the register.
        await visit(page, "/konto");
        await signOut(page);
      }
      await signIn(role);
      signedInAs = role;
    }
    await visit(page, address);
    await expect(page.locator("h1")).toBeVisible();
    if (open) await unfold(form(page, open));
    await picture(page, name);
    if (!main) continue;
    await page.emulateMedia({ colorScheme: "dark", reducedMotion: "reduce" });
    await picture(page, `${name}-dark`);
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.setViewportSize({ width: 390, height: 844 });
    await picture(page, `${name}-390`);
    await page.setViewportSize({ width: 1440, height: 900 });
  }
});

test("measures that are chosen", async ({ page, signIn }) => {
  await signIn("samordnare");
  await visit(page, "/atgarder?status=unfinished");
  for (const name of ["ATG-33", "ATG-34", "ATG-38"]) await page.getByLabel(`Välj ${name}`, { exact: true }).check();
  await picture(page, "measures-chosen");
});

test("a file that is taken in, before anything is written", async ({ page, signIn }) => {
  await signIn("samordnare");
  const book = await takenOut(page);
  book.set("ATG-33", "Klart", 0.9);
  book.set("ATG-38", "Slut", 46_477);
  book.set("ATG-38", "Nästa steg", "Öva med krisledningen i februari.");
  book.set("ATG-34", "Klart", 1.4);
  await sendFile(page, "/atgarder/import", "åtgärder.xlsx", book.save());
  await picture(page, "import-errors");
  book.set("ATG-34", "Klart", 0.95);
  await sendFile(page, "/atgarder/import", "åtgärder.xlsx", book.save());
  await picture(page, "import-changes");
});

// As they are printed; `make pictures` draws their pages.
test("the documents", async ({ page, signIn }) => {
  await signIn("samordnare");
  const folder = "../target/documents";
  await mkdir(folder, { recursive: true });
  for (const [name, address] of [
    ["document-roadmap", "/program/fardplan"],
    ["document-programme", "/program"],
    ["document-measures", "/atgarder?status=unfinished"],
  ]) {
    await visit(page, address);
    await page.pdf({ path: `${folder}/${name}.pdf`, preferCSSPageSize: true });
  }
  for (const [name, address] of [
    ["document-revision", "/export/revidering.pdf?riskbild=RB-2024-2"],
    ["document-annex", "/export/riskbild.pdf?riskbild=RB-2024-2"],
  ]) {
    const file = await page.request.get(address);
    expect(file.status(), address).toBe(200);
    await writeFile(`${folder}/${name}.pdf`, await file.body());
  }
});
