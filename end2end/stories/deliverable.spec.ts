import { csv } from "../support/files";
import { control, fill, form, linkForm, saved, send, unfold } from "../support/forms";
import { axe, expect, hydrated, test, visit } from "../support/story";

test("a measure is done when what it delivers is decided, and more than done when it is in use", async ({ page, signIn }) => {
  test.setTimeout(90_000);
  await signIn("samordnare");
  const labels = page.locator("main .head + .labels");

  const measure = await test.step("a measure is added", async () => {
    await visit(page, "/atgarder/ny");
    const create = form(page, "create");
    await fill(create, {
      title: "Rutin för avveckling av system",
      area: "technical",
      sub_area: "it",
      deliverable: "routine",
      change: "new",
      owner: "IT-säkerhetsansvarig",
      start: "2026-01-12",
      end: "2027-03-31",
      risks: "RSK-13",
      requirements: "NIS2-21.2.e",
    });
    await send(create);
    return saved(page, "Åtgärd tillagd");
  });

  const deliverable = await test.step("its deliverable is added from it", async () => {
    await hydrated(page);
    await page.locator('section[aria-labelledby="h-leverabler"]').getByRole("link", { name: "Ny leverabel" }).click();
    await expect(page).toHaveURL(/\/leverabler\/ny/);
    await hydrated(page);
    const create = form(page, "create");
    await expect(control(create, "measures")).toHaveValue(measure);
    await fill(create, { title: "Rutin för avveckling", kind: "routine", owner: "IT-säkerhetsansvarig", mandate: "Får stoppa." });
    await send(create);
    await expect(page.locator("main .errors")).toContainText("Mandat har bara en roll.");
    await fill(form(page, "create"), { mandate: "" });
    await send(form(page, "create"));
    return saved(page, "Leverabel tillagd");
  });

  const report = async (percent: string) => {
    await visit(page, `/atgarder/${measure}`);
    const target = form(page, "report");
    await unfold(target);
    await fill(target, { percent, note: "Rutinen är skriven." });
    await send(target);
  };

  await test.step("it can't be reported as done before that is decided, and the form says what to do", async () => {
    await report("100");
    const errors = page.locator("main .errors");
    await expect(errors).toContainText(`Leverabeln ${deliverable} är inte beslutad`);
    await expect(errors).toContainText("Registrera beslutet");
    await expect(control(form(page, "report"), "note")).toHaveValue("Rutinen är skriven.");
    await axe(page);
  });

  await test.step("the decision is recorded", async () => {
    await visit(page, `/leverabler/${deliverable}`);
    const adopt = form(page, "adopt");
    await unfold(adopt);
    await send(adopt);
    await expect(page.locator("main .errors")).toContainText("”Beslutad av” saknas.");
    await fill(form(page, "adopt"), { decided_by: "Förvaltningsdirektör", reference: "DEMO-2026-0999", version: "1.0" });
    await send(form(page, "adopt"));
    expect(await saved(page, "Leverabel beslutad")).toBe(deliverable);
    await expect(page.locator("main dl.facts")).toContainText("Förvaltningsdirektör");
    await expect(page.locator("ol.history > li").first().locator("dl.diff")).toContainText(/Utkast.*Beslutad/s);
  });

  await test.step("now the measure is done, and what is missing is told", async () => {
    await report("100");
    expect(await saved(page, "Framdrift rapporterad")).toBe(measure);
    await expect(labels).toContainText("Evidens saknas");
    await expect(labels).not.toContainText("Beslutad och införd");
  });

  await test.step("it is taken into use, and the measure is more than done", async () => {
    await visit(page, `/leverabler/${deliverable}`);
    const introduce = form(page, "introduce");
    await unfold(introduce);
    await expect(control(introduce, "holder")).toHaveCount(0);
    await send(introduce);
    expect(await saved(page, "Leverabel införd")).toBe(deliverable);
    await visit(page, `/atgarder/${measure}`);
    await expect(labels).toContainText("Beslutad och införd");
  });

  await test.step("the list is filtered by it, and so is the file", async () => {
    await visit(page, "/atgarder?antal=200");
    await page.getByLabel("Flagga").selectOption("established");
    await page.locator("form.filters button").click();
    await expect(page).toHaveURL(/flagga=established/);
    await hydrated(page);
    const row = page.locator("main tbody tr", { hasText: measure });
    await expect(row).toContainText("Beslutad och införd");
    for (const other of await page.locator("main tbody tr").all()) await expect(other).toContainText("Beslutad och införd");
    const rows = csv(await (await page.request.get("/export/atgarder.csv?flagga=established")).body());
    const column = rows[0]?.indexOf("Flaggor") ?? -1;
    expect(rows.length).toBe((await page.locator("main tbody tr").count()) + 1);
    for (const one of rows.slice(1)) expect(one[column]).toContain("Beslutad och införd");
  });

  await test.step("the keyboard reaches what a flag means", async () => {
    const flag = page.locator("main tbody tr", { hasText: measure }).locator("details.label", { hasText: "Beslutad och införd" });
    const rule = flag.locator("p");
    await expect(flag.locator("summary")).toHaveAttribute("title", /alla dess leverabler är beslutade och i bruk/);
    await expect(rule).toBeHidden();
    await page.locator("main tbody tr", { hasText: measure }).locator("a.title").focus();
    for (let n = 0; n < 8 && !(await flag.locator("summary").evaluate((one) => one === document.activeElement)); n++)
      await page.keyboard.press("Tab");
    await expect(flag.locator("summary")).toBeFocused();
    await page.keyboard.press("Enter");
    await expect(rule).toBeVisible();
    await axe(page);
    await page.keyboard.press("Enter");
    await expect(rule).toBeHidden();
  });

  await test.step("what would wait for itself is refused, with the way around", async () => {
    await visit(page, `/atgarder/${measure}`);
    const wait = linkForm(page, "atgarder");
    await unfold(wait);
    await fill(wait, { to: "ATG-34" });
    await send(wait);
    await saved(page, "Koppling tillagd");
    await visit(page, "/atgarder/ATG-34");
    await expect(page.locator('section[aria-labelledby="h-vantar"]')).toContainText(measure);
    const back = linkForm(page, "atgarder");
    await unfold(back);
    await fill(back, { to: measure });
    await send(back);
    await expect(page.locator("main .errors")).toContainText(`ATG-34 → ${measure} → ATG-34`);
  });
});

test("each number of a function leads to its list, and an owner sees its own first", async ({ page, signIn }) => {
  await signIn("samordnare");
  await visit(page, "/funktioner");
  await expect(page.locator("main #h-mina")).toHaveCount(0);
  const links = page.locator('section[aria-labelledby="h-funktioner"] tbody td a');
  const told: [string, number][] = [];
  for (const link of await links.all()) told.push([(await link.getAttribute("href")) ?? "", Number(await link.innerText())]);
  expect(told.length).toBeGreaterThan(5);
  for (const [address, count] of told.filter(([to]) => to.includes("flagga"))) {
    await visit(page, address);
    await expect(page.locator("main tbody tr"), address).toHaveCount(count);
  }
});

test("an owner finds its own measures, what presses most first", async ({ page, signIn }) => {
  await signIn("agare");
  await visit(page, "/funktioner");
  await expect(page.locator('section[aria-labelledby="h-mina"]')).toContainText("ATG-34");
  await expect(page.locator('section[aria-labelledby="h-mina"] tbody tr', { hasText: "ATG-34" })).toContainText("Beroende försenat");
  await expect(page.locator('section[aria-labelledby="h-funktioner"] tbody tr')).toHaveCount(1);
});

test("the overview leads to what nothing shows", async ({ page, signIn }) => {
  await signIn("samordnare");
  const task = page.locator("ul.todo > li", { hasText: "saknar evidens" });
  const count = Number(await task.locator(".v").innerText());
  expect(count).toBeGreaterThan(0);
  await task.locator('a[href="/atgarder?flagga=evidence_missing"]').click();
  await hydrated(page);
  await expect(page.locator("main tbody tr")).toHaveCount(count);
  for (const row of await page.locator("main tbody tr").all()) await expect(row).toContainText("Evidens saknas");
});
