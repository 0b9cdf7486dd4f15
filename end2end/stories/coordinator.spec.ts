import { control, fill, form, linkForm, saved, send, unfold, wholeRisk } from "../support/forms";
import { expect, hydrated, signOut, test } from "../support/story";

// Friday 15:40: the coordinator brings the register up to date before the weekend.
test("the coordinator updates a measure and follows a risk from first to last", async ({ page, signIn }) => {
  test.setTimeout(90_000);
  await signIn("samordnare");

  await test.step("finds the overdue measures from the overview", async () => {
    await expect(page.locator("h1")).toHaveText(/behöver dig/);
    const task = page.locator('main a[href*="/atgarder"][href*="status=overdue"]').first();
    await task.click();
    await expect(page).toHaveURL(/\/atgarder\?.*status=overdue/);
    await hydrated(page);
    const rows = page.locator("main tbody tr");
    expect(await rows.count()).toBeGreaterThan(0);
    for (const row of await rows.all()) await expect(row).toContainText(/Försenad \d+ dag/);
  });

  await test.step("reports progress on one of them", async () => {
    await page.getByRole("link", { name: "Tillgångsförteckning och klassning enligt KLASSA" }).click();
    await expect(page).toHaveURL(/\/atgarder\/ATG-37/);
    await hydrated(page);
    const report = form(page, "report");
    await unfold(report);
    await fill(report, { percent: "97", note: "Fyra tjänster återstår.", next_step: "Klassa de fyra i december." });
    await send(report);
    expect(await saved(page, "Framdrift rapporterad")).toBe("ATG-37");
    await expect(page.locator("main")).toContainText("Klassa de fyra i december.");
    const newest = page.locator("ol.history > li").first();
    await expect(newest).toContainText("Framdrift rapporterad");
    await expect(newest.locator("dl.diff")).toContainText(/95\s%.*97\s%/s);
  });

  const key = await test.step("creates a risk: what is wrong is told at once and what was typed is kept", async () => {
    await page.locator(".rail").getByRole("link", { name: "Risker", exact: true }).click();
    await page.getByRole("link", { name: "Ny risk" }).click();
    await expect(page).toHaveURL(/\/risker\/ny$/);
    await hydrated(page);
    const risk = form(page, "create");
    await fill(risk, { title: wholeRisk.title!, cause: wholeRisk.cause!, current_likelihood: "2", review_months: "99" });
    await control(risk, "requirements").fill("NIS2-99.9");
    await send(risk);

    const errors = page.locator("main .errors");
    await expect(errors).toBeVisible();
    for (const label of ["Kategori", "Händelse", "Konsekvens: vilket", "Riskägare", "Nuvarande konsekvens", "Hantering"])
      await expect(errors, label).toContainText(`”${label}`);
    await expect(errors).toContainText("”Månader mellan bedömningar” ska vara mellan 1 och 24.");
    await expect(errors).toContainText("Det du skrev är kvar i formuläret.");
    await expect(page.locator("main .field--error")).toHaveCount(7);
    await expect(control(risk, "title")).toHaveValue(wholeRisk.title as string);
    await expect(control(risk, "cause")).toHaveValue(wholeRisk.cause as string);
    await expect(control(risk, "review_months")).toHaveValue("99");
    await expect(control(risk, "current_likelihood")).toHaveValue("2");
    await expect(control(risk, "category")).toHaveAttribute("aria-invalid", "true");

    await errors.getByRole("link", { name: /Kategori/ }).click();
    await expect(control(risk, "category")).toBeFocused();

    await fill(risk, wholeRisk);
    await send(risk);
    // What can be known only from the register itself, such as that there is no such requirement, is told the same way.
    await expect(errors).toContainText("”NIS2-99.9” finns inte, eller kan inte kopplas här.");
    await control(risk, "requirements").fill("NIS2-21.2.c");
    await send(risk);
    return saved(page, "Risk tillagd");
  });

  await test.step("edits it", async () => {
    await expect(page).toHaveURL(new RegExp(`/risker/${key}`));
    await hydrated(page);
    await page.locator(`main a[href="/risker/${key}/redigera"]`).first().click();
    await expect(page).toHaveURL(/redigera$/);
    await hydrated(page);
    const edit = form(page, "update");
    await expect(control(edit, "event")).toHaveValue(wholeRisk.event as string);
    await fill(edit, { title: "Reservkraften räcker inte vid avbrott över ett dygn" });
    await edit.locator('[name="reason"]').fill("Rubriken säger nu hur långt.");
    await send(edit);
    expect(await saved(page, "Risk ändrad")).toBe(key);
    await expect(page.locator("h1")).toContainText("avbrott över ett dygn");
  });

  await test.step("assesses it anew", async () => {
    await hydrated(page);
    const assess = form(page, "assess");
    await unfold(assess);
    await fill(assess, {
      current_likelihood: "3",
      current_consequence: "4",
      current_rationale: "Två långa avbrott har inträffat i höst.",
    });
    await send(assess);
    expect(await saved(page, "Bedömning ändrad")).toBe(key);
    await expect(page.locator("main .score", { hasText: "12" }).first()).toBeVisible();
  });

  await test.step("links a requirement to it, and a measure", async () => {
    await hydrated(page);
    const requirement = linkForm(page, "krav");
    await unfold(requirement);
    await fill(requirement, { to: "NIS2-21.2.e" });
    await send(requirement);
    await saved(page, "Koppling tillagd");
    await expect(page.locator('section[aria-labelledby="h-krav"]')).toContainText("art. 21.2 e");

    await page.goto("/atgarder/ATG-38");
    await hydrated(page);
    const risks = linkForm(page, "risker");
    await unfold(risks);
    await fill(risks, { to: key });
    await send(risks);
    await saved(page, "Koppling tillagd");
    await page.locator('section[aria-labelledby="h-risker"]').getByRole("link", { name: /över ett dygn/ }).click();
    await expect(page).toHaveURL(new RegExp(`/risker/${key}`));
    await hydrated(page);
    await expect(page.locator('section[aria-labelledby="h-atgarder"]')).toContainText("krisledning");
  });

  await test.step("closes it with a reason", async () => {
    const close = form(page, "close");
    await unfold(close);
    await send(close);
    await expect(page.locator("main .errors")).toContainText("”Skäl” saknas.");
    await fill(form(page, "close"), { reason: "Reservkraften är utbyggd till fem dygn." });
    await send(form(page, "close"));
    expect(await saved(page, "Risk stängd")).toBe(key);
    await expect(page.locator("main")).toContainText("Reservkraften är utbyggd till fem dygn.");
    await hydrated(page);
    await expect(form(page, "reopen")).toBeAttached();
  });

  await test.step("sees what was changed, before and after", async () => {
    const history = page.locator("ol.history > li");
    const entry = (done: string) => history.filter({ hasText: done }).first();
    for (const done of ["Risk tillagd", "Risk ändrad", "Bedömning ändrad", "Koppling tillagd", "Risk stängd"])
      await expect(entry(done), done).toBeVisible();
    await expect(entry("Risk ändrad").locator("del")).toContainText("vid långa avbrott");
    await expect(entry("Risk ändrad").locator("ins")).toContainText("över ett dygn");
    await expect(entry("Risk ändrad")).toContainText("Rubriken säger nu hur långt.");
    await expect(entry("Bedömning ändrad").locator("dl.diff")).toContainText(/8.*12/s);
    await expect(entry("Risk stängd")).toContainText("Säkerhetssamordnare");

    await page.goto("/risker");
    await expect(page.locator("main tbody")).not.toContainText(key);
    await page.goto("/risker?status=closed");
    await expect(page.locator("main tbody")).toContainText(key);
  });

  await test.step("signs out", async () => {
    await hydrated(page);
    await signOut(page);
    await page.goto("/risker");
    await expect(page).toHaveURL(/\/logga-in/);
  });
});
