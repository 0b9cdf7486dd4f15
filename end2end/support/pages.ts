import { readFileSync } from "node:fs";
import { roles, type Role } from "./accounts";

/** Roles that keep the register; the owner only what its functions own. */
const keepers: Role[] = ["samordnare", "agare"];
const coordinator: Role[] = ["samordnare"];
const setup: Role[] = ["samordnare", "admin"];
const records: Role[] = roles.filter((role) => role !== "namnd");
const everyone: readonly Role[] = roles;

const secretary: Role[] = ["sekreterare"];
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
  "/kontroller/ny": { address: "/kontroller/ny", who: coordinator },
  "/leverabler/import": { address: "/leverabler/import", who: keepers },
  "/kontroller/import": { address: "/kontroller/import", who: keepers },
  "/kontroller/:key": { address: "/kontroller/KTR-04", who: everyone },
  "/kontroller/:key/redigera": { address: "/kontroller/KTR-04/redigera", who: keepers },
  "/krav": { address: "/krav", who: everyone },
  "/krav/:key": { address: "/krav/NIS2-21.2.d", who: everyone },
  "/evidens": { address: "/evidens", who: everyone },
  "/evidens/ny": { address: "/evidens/ny", who: keepers },
  "/evidens/import": { address: "/evidens/import", who: keepers },
  "/evidens/:key": { address: "/evidens/EVD-07", who: everyone },
  "/evidens/:key/redigera": { address: "/evidens/EVD-07/redigera", who: keepers },
  "/paket": { address: "/paket", who: packers },
  "/paket/:key": { address: "/paket/PAK-01", who: packers },
  "/utlamnanden": { address: "/utlamnanden?riskbild=RB-2026-2", who: packers },
  "/utlamnanden/:key": { address: "/utlamnanden/UTL-01", who: packers },
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
