import { readFileSync } from "node:fs";
import { roles, type Role } from "./accounts";

/** Roles that keep the register; the owner only what its functions own. */
const keepers: Role[] = ["samordnare", "agare"];
const coordinator: Role[] = ["samordnare"];
const setup: Role[] = ["samordnare", "admin"];
const records: Role[] = roles.filter((role) => role !== "namnd");
const everyone: readonly Role[] = roles;

const secretary: Role[] = ["sekreterare"];
const office: Role[] = ["samordnare", "sekreterare"];
const archive: Role[] = roles.filter((role) => role !== "agare");
const packers: Role[] = ["samordnare", "sekreterare", "revisor"];
const meeting: Role[] = ["samordnare", "namnd", "sekreterare"];

/** A page: an address where it can be seen, and who may see it, told apart from the program's own access table. */
export type Seen = { address: string; who: readonly Role[] };

/**
 * The pages by their path in the domain's list. The records are such that the owner of the demo content
 * (IT-säkerhetsansvarig) owns them, and the risk, measure, control and evidence carry a secrecy marking.
 */
export const seen: Record<string, Seen> = {
  "/": { address: "/", who: everyone },
  "/arshjul": { address: "/arshjul", who: everyone },
  "/risker": { address: "/risker", who: everyone },
  "/risker/ny": { address: "/risker/ny", who: coordinator },
  "/risker/import": { address: "/risker/import", who: keepers },
  "/risker/:key": { address: "/risker/RSK-13", who: everyone },
  "/risker/:key/redigera": { address: "/risker/RSK-13/redigera", who: keepers },
  "/riskmatris": { address: "/riskmatris", who: everyone },
  "/riskbilder": { address: "/riskbilder", who: everyone },
  "/riskbilder/:key": { address: "/riskbilder/RB-2026-2", who: everyone },
  "/revideringar": { address: "/revideringar", who: everyone },
  "/revideringar/ny": { address: "/revideringar/ny", who: coordinator },
  "/revideringar/:key": { address: "/revideringar/RB-2024-2", who: everyone },
  "/revideringar/:key/arbete": { address: "/revideringar/RB-2027-1/arbete", who: keepers },
  "/revideringar/:key/mote": { address: "/revideringar/RB-2024-2/mote", who: meeting },
  "/revideringar/:key/beslut": { address: "/revideringar/RB-2024-2/beslut", who: secretary },
  "/atgarder": { address: "/atgarder", who: everyone },
  "/atgarder/ny": { address: "/atgarder/ny", who: coordinator },
  "/atgarder/import": { address: "/atgarder/import", who: keepers },
  "/atgarder/:key": { address: "/atgarder/ATG-34", who: everyone },
  "/atgarder/:key/redigera": { address: "/atgarder/ATG-34/redigera", who: keepers },
  "/leverabler": { address: "/leverabler", who: everyone },
  "/leverabler/ny": { address: "/leverabler/ny", who: keepers },
  "/leverabler/:key": { address: "/leverabler/LEV-34", who: everyone },
  "/leverabler/:key/redigera": { address: "/leverabler/LEV-34/redigera", who: keepers },
  "/funktioner": { address: "/funktioner", who: everyone },
  "/program": { address: "/program", who: everyone },
  "/program/fardplan": { address: "/program/fardplan", who: everyone },
  "/program/:key/redigera": { address: "/program/PRG-01/redigera", who: coordinator },
  "/program/plan": { address: "/program/plan", who: everyone },
  "/program/plan/:key": { address: "/program/plan/PLN-01", who: everyone },
  "/kontroller": { address: "/kontroller", who: everyone },
  "/kontroller/arshjul": { address: "/kontroller/arshjul", who: everyone },
  "/kontroller/ny": { address: "/kontroller/ny", who: coordinator },
  "/leverabler/import": { address: "/leverabler/import", who: keepers },
  "/kontroller/import": { address: "/kontroller/import", who: keepers },
  "/kontroller/:key": { address: "/kontroller/KTR-04", who: everyone },
  "/kontroller/:key/redigera": { address: "/kontroller/KTR-04/redigera", who: keepers },
  "/krav": { address: "/krav", who: everyone },
  "/krav/karta": { address: "/krav/karta?ramverk=nis2", who: everyone },
  "/krav/tillamplighet": { address: "/krav/tillamplighet?ramverk=nis2", who: everyone },
  "/krav/:key": { address: "/krav/NIS2-21.2.d", who: everyone },
  "/evidens": { address: "/evidens", who: everyone },
  "/evidens/ny": { address: "/evidens/ny", who: keepers },
  "/evidens/ladda-upp": { address: "/evidens/ladda-upp", who: keepers },
  "/evidens/import": { address: "/evidens/import", who: keepers },
  "/evidens/:key": { address: "/evidens/EVD-07", who: everyone },
  "/evidens/:key/redigera": { address: "/evidens/EVD-07/redigera", who: keepers },
  "/paket": { address: "/paket", who: packers },
  "/paket/:key": { address: "/paket/PAK-01", who: packers },
  "/utlamnanden": { address: "/utlamnanden?riskbild=RB-2026-2", who: packers },
  "/utlamnanden/:key": { address: "/utlamnanden/UTL-01", who: packers },
  "/gallring": { address: "/gallring", who: archive },
  "/gallring/ny": { address: "/gallring/ny?slag=evidence&fore=2026-10-01", who: office },
  "/gallring/:key": { address: "/gallring/GAL-01", who: archive },
  "/avvikelser": { address: "/avvikelser", who: everyone },
  "/avvikelser/ny": { address: "/avvikelser/ny", who: keepers },
  "/avvikelser/:key": { address: "/avvikelser/AVV-01", who: everyone },
  "/avvikelser/:key/redigera": { address: "/avvikelser/AVV-01/redigera", who: keepers },
  "/incidenter": { address: "/incidenter", who: everyone },
  "/incidenter/ny": { address: "/incidenter/ny", who: keepers },
  "/incidenter/:key": { address: "/incidenter/INC-03", who: everyone },
  "/incidenter/:key/redigera": { address: "/incidenter/INC-03/redigera", who: keepers },
  "/delarsrapporter": { address: "/delarsrapporter", who: archive },
  "/delarsrapporter/ny": { address: "/delarsrapporter/ny", who: office },
  "/delarsrapporter/:key": { address: "/delarsrapporter/RAP-01", who: archive },
  "/delarsrapporter/:key/redigera": { address: "/delarsrapporter/RAP-05/redigera", who: office },
  "/delarsrapporter/:key/skriv": { address: "/delarsrapporter/RAP-05/skriv?kapitel=risks", who: office },
  "/rapporter": { address: "/rapporter", who: everyone },
  "/sedan": { address: "/sedan?fran=2026-01-29", who: everyone },
  "/journal": { address: "/journal", who: records },
  "/sok": { address: "/sok?q=leverantör", who: everyone },
  "/admin": { address: "/admin", who: setup },
  "/admin/installningar": { address: "/admin/installningar", who: setup },
  "/admin/konton/ny": { address: "/admin/konton/ny", who: ["admin"] },
  "/admin/konton/:key": { address: "/admin/konton/agare", who: ["admin"] },
  "/konto": { address: "/konto", who: everyone },
  "/logga-in": { address: "/logga-in", who: [] },
  "/tillganglighet": { address: "/tillganglighet", who: everyone },
  "/indikatorer": { address: "/indikatorer", who: everyone },
  "/indikatorer/ny": { address: "/indikatorer/ny", who: coordinator },
  "/indikatorer/:key": { address: "/indikatorer/IND-05", who: everyone },
  "/indikatorer/:key/redigera": { address: "/indikatorer/IND-05/redigera", who: keepers },
  "/uppdrag": { address: "/uppdrag", who: everyone },
  "/uppdrag/ny": { address: "/uppdrag/ny", who: coordinator },
  "/uppdrag/:key": { address: "/uppdrag/UPD-02", who: everyone },
  "/uppdrag/:key/redigera": { address: "/uppdrag/UPD-02/redigera", who: keepers },
  "/rekommendationer": { address: "/rekommendationer", who: everyone },
  "/rekommendationer/ny": { address: "/rekommendationer/ny", who: coordinator },
  "/rekommendationer/:key": { address: "/rekommendationer/REK-02", who: everyone },
  "/rekommendationer/:key/redigera": { address: "/rekommendationer/REK-02/redigera", who: keepers },
  "/riskanalyser": { address: "/riskanalyser", who: everyone },
  "/riskanalyser/ny": { address: "/riskanalyser/ny", who: coordinator },
  "/riskanalyser/:key": { address: "/riskanalyser/ANA-02", who: everyone },
  "/riskanalyser/:key/redigera": { address: "/riskanalyser/ANA-02/redigera", who: keepers },
  "/mal": { address: "/mal", who: everyone },
  "/mal/ny": { address: "/mal/ny", who: coordinator },
  "/mal/:key": { address: "/mal/MAL-17", who: everyone },
  "/mal/:key/redigera": { address: "/mal/MAL-17/redigera", who: keepers },
  "/projekt": { address: "/projekt", who: everyone },
  "/projekt/ny": { address: "/projekt/ny", who: coordinator },
  "/projekt/:key": { address: "/projekt/PRJ-09", who: everyone },
  "/projekt/:key/redigera": { address: "/projekt/PRJ-09/redigera", who: keepers },
  "/stadengemensamma-fragor": { address: "/stadengemensamma-fragor", who: everyone },
  "/stadengemensamma-fragor/ny": { address: "/stadengemensamma-fragor/ny", who: coordinator },
  "/stadengemensamma-fragor/:key": { address: "/stadengemensamma-fragor/SGF-02", who: everyone },
  "/stadengemensamma-fragor/:key/redigera": { address: "/stadengemensamma-fragor/SGF-02/redigera", who: keepers },
  "/tjanster": { address: "/tjanster", who: everyone },
  "/tjanster/ny": { address: "/tjanster/ny", who: coordinator },
  "/tjanster/:key": { address: "/tjanster/TJN-08", who: everyone },
  "/tjanster/:key/redigera": { address: "/tjanster/TJN-08/redigera", who: keepers },
};

/** The paths in the domain's list of pages: a page added there must be added above. */
export function listedPaths(): string[] {
  const source = readFileSync("../app/domain/src/page.rs", "utf8");
  return [...source.matchAll(/Self::\w+ => "(\/[^"]*)"/g)].map(([, path]) => path as string);
}

/** The addresses of the pages that a role may see. */
export const pagesOf = (role: Role): string[] =>
  Object.values(seen)
    .filter(({ who }) => who.includes(role))
    .map(({ address }) => address);

/** The addresses of the pages that a role may not see. */
export const closedTo = (role: Role): string[] =>
  Object.values(seen)
    .filter(({ who }) => who.length > 0 && !who.includes(role))
    .map(({ address }) => address);
