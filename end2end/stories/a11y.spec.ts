import { roles } from "../support/accounts";
import { fill, form, send, unfold, wholeRisk } from "../support/forms";
import { listedPaths, pagesOf, seen } from "../support/pages";
import { expect, faults, inEnglish, madeOf, test, visit, type Page } from "../support/story";

/** What has been looked at since the server started, as kinds of parts: a page made of nothing else has nothing new to find. */
const known = new Set<string>();

/** What was found, page by page, told at the end: one fault does not hide the next, and is told once. */
class Findings {
  private readonly found = new Map<string, string[]>();

  constructor(private readonly page: Page) {}

  /** Looks at the page as it stands: in light, in dark, and at 320 px, where nothing may scroll sideways. */
  async look(name: string): Promise<void> {
    const add = (fault: string) => this.add(name, fault);
    const parts = await madeOf(this.page);
    parts.filter((part) => part.startsWith("ids twice")).forEach(add);
    if (!parts.every((part) => known.has(part))) {
      (await faults(this.page)).forEach(add);
      parts.forEach((part) => known.add(part));
    }
    const shown = this.page.viewportSize() ?? { width: 1440, height: 900 };
    await this.page.setViewportSize({ width: 320, height: 800 });
    const wide = await this.page.evaluate(() => {
      const root = document.documentElement;
      if (root.scrollWidth <= root.clientWidth) return "";
      const far = [...document.querySelectorAll("main *, header *, footer *")].filter(
        (one) => one.getBoundingClientRect().right > root.clientWidth + 1 && one.checkVisibility(),
      );
      return `${root.scrollWidth} px wide at 320: ${far.slice(0, 3).map((one) => `${one.tagName}.${one.className}`).join(", ")}`;
    });
    if (wide) add(wide);
    await this.page.setViewportSize(shown);
  }

  async open(address: string, status = 200): Promise<void> {
    const answer = await visit(this.page, address);
    if (answer !== status) this.add(address, `answered ${answer}, not ${status}`);
    await this.look(address);
  }

  private add(where: string, fault: string): void {
    this.found.set(fault, [...(this.found.get(fault) ?? []), where]);
  }

  expectNone(): void {
    expect([...this.found].map(([fault, pages]) => `${fault}\n  on ${pages.join(", ")}`).join("\n")).toBe("");
  }
}

test("every page that there is has a place in these stories", () => {
  expect(Object.keys(seen).sort()).toEqual(listedPaths().sort());
});

for (const role of roles) {
  test(`every page that ${role} may see`, async ({ page, signIn }) => {
    test.setTimeout(600_000);
    const findings = new Findings(page);
    await signIn(role);
    for (const address of pagesOf(role)) await findings.open(address);
    findings.expectNone();
  });
}

test("pages without an account: signing in, its error, and the accessibility statement", async ({ page }) => {
  const findings = new Findings(page);
  await findings.open("/logga-in");
  await page.getByLabel("Användarnamn").fill("finns-inte");
  await page.getByLabel("Lösenord").fill("fel lösenord");
  await page.getByRole("button", { name: "Logga in" }).click();
  await expect(page.locator("main")).toContainText("stämmer inte");
  await findings.look("sign-in refused");
  await findings.open("/tillganglighet");
  findings.expectNone();
});

test("earlier dates, empty lists, searches and closed records", async ({ page, signIn }) => {
  test.setTimeout(240_000);
  const findings = new Findings(page);
  await signIn("samordnare");
  const then = "per=2024-04-30";
  for (const path of ["/", "/risker", "/risker/RSK-13", "/riskmatris", "/atgarder/ATG-07", "/program", "/journal"])
    await findings.open(`${path}?${then}`);
  await findings.open(`/krav?ramverk=csl&${then}`);
  await findings.open("/krav?ramverk=iso27001");
  for (const register of ["risker", "atgarder", "leverabler", "kontroller", "evidens"]) await findings.open(`/${register}?q=xyzzy`);
  await findings.open("/risker?per=2020-01-01");
  await findings.open("/risker?kolumner=alla&antal=20&status=all&sort=-datum");
  await findings.open("/sok");
  await findings.open("/sok?q=xyzzy");
  await findings.open("/risker/RSK-07");
  await findings.open("/evidens/EVD-21");
  await findings.open("/krav/NIS2-3.3");
  findings.expectNone();
});

test("errors: pages that aren't there, closed doors, addresses that can't be read", async ({ page, signIn }) => {
  const findings = new Findings(page);
  await signIn("namnd");
  await findings.open("/risker/RSK-9999", 404);
  await findings.open("/finns-inte", 404);
  await findings.open("/risker/ny", 403);
  await findings.open("/admin", 403);
  await findings.open("/risker?status=finns-inte", 422);
  findings.expectNone();
});

test("forms with errors, two versions side by side, and a saved form", async ({ page, signIn, browser }) => {
  test.setTimeout(180_000);
  const findings = new Findings(page);
  await signIn("samordnare");
  for (const path of ["/risker/ny", "/atgarder/ny", "/leverabler/ny", "/kontroller/ny", "/evidens/ny"]) {
    await visit(page, path);
    await send(form(page, "create"));
    await expect(page.locator("main .errors")).toBeVisible();
    await findings.look(`${path} with errors`);
  }
  for (const [path, action, wrong] of [
    ["/risker/RSK-04", "assess", { current_rationale: "" }],
    ["/atgarder/ATG-05", "report", { percent: "500" }],
    ["/leverabler/LEV-05", "adopt", { decided_by: "" }],
    ["/leverabler/LEV-35", "introduce", { introduced: "2020-01-01" }],
    ["/kontroller/KTR-22", "test", { result: "" }],
    ["/krav/NIS2-21.2.c", "judge", { level: "" }],
  ] as const) {
    await visit(page, path);
    const target = form(page, action);
    await unfold(target);
    await findings.look(`${path}, ${action} open`);
    await fill(target, wrong);
    await send(target);
    await expect(page.locator("main .errors")).toBeVisible();
    await findings.look(`${path}, ${action} with errors`);
  }

  const other = await browser.newPage();
  await signIn("samordnare", other);
  await visit(page, "/risker/RSK-16/redigera");
  await visit(other, "/risker/RSK-16/redigera");
  await fill(form(other, "update").first(), { source: "Prövning av två versioner" });
  await send(form(other, "update").first());
  await expect(other.locator(".banner--ok")).toBeVisible();
  await other.close();
  await fill(form(page, "update").first(), { source: "Prövning av två versioner, den andra", treatment: wholeRisk.treatment! });
  await send(form(page, "update").first());
  await expect(page.locator("form.versus")).toBeVisible();
  await findings.look("two versions");
  await send(page.locator("form.versus"));
  await expect(page.locator("main .banner--ok")).toBeVisible();
  await findings.look("saved");
  findings.expectNone();
});

test("the same pages in English", async ({ page, signIn }) => {
  test.setTimeout(240_000);
  const findings = new Findings(page);
  await signIn("samordnare");
  await inEnglish(page);
  for (const address of ["/", "/risker", "/risker/RSK-13", "/risker/ny", "/riskmatris", "/atgarder/ATG-34", "/program", "/krav", "/journal", "/konto"])
    await findings.open(address);
  findings.expectNone();
});
