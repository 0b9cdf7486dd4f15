import { readFile } from "node:fs/promises";
import { control, fill, form, saved, send, today, unfold } from "../support/forms";
import { expect, hydrated, scripted, signOut, test, visit, type Page, type Role } from "../support/story";

const picture = "RB-2027-1";
const revision = `/revideringar/${picture}`;

/** The form that answers for one risk. */
const answer = (page: Page, risk: string) => page.locator(`li#${risk} form:has(input[name="action"][value="review"])`);

// The 25 minutes of the year: what the board decided is revised, answered for, prepared, asked about, shown, and decided.
test("a revision from the first answer to the picture in force", async ({ page, signIn }) => {
  test.setTimeout(120_000);
  const as = async (role: Role) => {
    await signOut(page);
    await signIn(role);
  };
  await signIn("samordnare");

  await test.step("the coordinator is told which risk lacks a reason, and loses nothing", async () => {
    await page.locator(".rail").getByRole("link", { name: "Riskbilder", exact: true }).click();
    await expect(page.locator("h1")).toContainText("2026:2");
    await visit(page, "/revideringar");
    await page.locator(`main a[href^="${revision}"]`).first().click();
    await expect(page).toHaveURL(new RegExp(picture));
    await visit(page, `${revision}/arbete`);
    const prepare = form(page, "prepare");
    await unfold(prepare);
    await fill(prepare, { registration: "DEMO-2027-0001", handler: "Säkerhetssamordnare", summary: "En risk är ny." });
    await send(prepare);
    await expect(page.locator("main .errors")).toContainText("RSK-19");
    await expect(control(form(page, "prepare"), "summary")).toHaveValue("En risk är ny.");
  });

  await test.step("gives the reason, and confirms several that stand at once", async () => {
    const reasons = { "RSK-19": "Verktygen används redan och anvisningen är tillfällig.", "RSK-18": "En gemensam tolkning är beslutad." };
    for (const [risk, reason] of Object.entries(reasons)) {
      await visit(page, `${revision}/arbete`);
      const own = answer(page, risk);
      await unfold(own);
      await fill(own, { reason });
      await send(own);
      await saved(page, "Svar för risk sparat");
    }
    await visit(page, `${revision}/arbete`);
    const many = page.locator('form:has(input[name="fields[risk.RSK-12]"])');
    await unfold(many);
    for (const risk of ["RSK-12", "RSK-15", "RSK-16", "RSK-17"]) await many.locator(`[name="fields[risk.${risk}]"]`).check();
    await fill(many, { reason: "Läget är detsamma som i april." });
    await send(many);
    await saved(page, "Svar för risk sparat");
    await visit(page, `${revision}/arbete?visa=obesvarade`);
    for (const risk of ["RSK-12", "RSK-15", "RSK-16", "RSK-17"]) await expect(page.locator(`li#${risk}`)).toHaveCount(0);
    await expect(page.locator("li#RSK-13")).toBeVisible();
  });

  await test.step("the owner answers for its own", async () => {
    await as("agare");
    await visit(page, `${revision}/arbete`);
    await expect(page.locator("main")).not.toContainText("RSK-18");
    const own = answer(page, "RSK-13");
    await unfold(own);
    await fill(own, { reason: "Segmenteringen är klar till fyra femtedelar.", measures: "ATG-34" });
    await send(own);
    await saved(page, "Svar för risk sparat");
  });

  await test.step("nobody on the board sees it before it is prepared", async () => {
    await as("namnd");
    await visit(page, revision);
    await expect(page.locator("main table.matrix")).toHaveCount(0);
  });

  await test.step("it is laid before the board", async () => {
    await as("samordnare");
    await visit(page, `${revision}/arbete`);
    const prepare = form(page, "prepare");
    await unfold(prepare);
    await fill(prepare, {
      heading: "Riskbild och kontrollplan 2027",
      registration: "DEMO-2027-0001",
      handler: "Säkerhetssamordnare",
      proposal: "Nämnden fastställer riskbilden för 2027.",
      summary: "En risk är ny sedan i april. Övriga kvarstår eller sänks.",
    });
    await send(prepare);
    await saved(page, "Förslag berett till nämnden");
    // What is edited now no longer touches it.
    await visit(page, "/risker/RSK-19");
    const assess = form(page, "assess");
    await unfold(assess);
    await fill(assess, { current_likelihood: "4", current_consequence: "4", current_rationale: "Fler verktyg." });
    await send(assess);
    await saved(page, "Bedömning ändrad");
  });

  await test.step("members ask, and are answered", async () => {
    await as("namnd");
    await visit(page, revision);
    await expect(page.locator("h1")).toContainText("risk");
    await expect(page.locator("main table.matrix")).toBeVisible();
    await expect(page.locator("main")).toContainText("Nämnden fastställer riskbilden för 2027.");
    for (const text of ["Vilka verktyg gäller det?", "När är anvisningen beslutad?"]) {
      const ask = form(page, "ask");
      await unfold(ask);
      await fill(ask, { risk: "RSK-19", text });
      await send(ask);
      await expect(page.locator("main")).toContainText(text);
      await visit(page, revision);
    }
    await as("samordnare");
    await visit(page, revision);
    const reply = form(page, "answer").first();
    await unfold(reply);
    await fill(reply, { text: "De som ingår i kontorspaketet." });
    await send(reply);
    await expect(page.locator("main")).toContainText("De som ingår i kontorspaketet.");
  });

  await test.step("the meeting goes on when the network is gone", async () => {
    await as("sekreterare");
    await visit(page, `${revision}/mote`);
    const items = page.locator(".meeting section");
    expect(await items.count()).toBeGreaterThan(2);
    if (!scripted()) {
      // Without scripts it is a plain document: everything is there, one item after the other.
      for (const item of await items.all()) await expect(item).toBeVisible();
      return;
    }
    await page.context().setOffline(true);
    await expect(items.nth(0)).toBeVisible();
    await expect(items.nth(1)).toBeHidden();
    await page.keyboard.press("ArrowRight");
    await expect(items.nth(1)).toBeVisible();
    await expect(items.nth(0)).toBeHidden();
    await page.keyboard.press("End");
    await expect(items.last()).toBeVisible();
    await page.keyboard.press("Home");
    await expect(items.nth(0)).toBeVisible();
    await page.context().setOffline(false);
  });

  await test.step("the secretary records the decision, with one item otherwise", async () => {
    await visit(page, `${revision}/beslut`);
    const decide = form(page, "decide");
    await fill(decide, { outcome: "adopt", date: today(), paragraph: "7", text: "Nämnden fastställer riskbilden för 2027 med en ändring." });
    await decide.locator("details summary").first().click();
    await fill(decide, { risk_1: "RSK-19", likelihood_1: "2", consequence_1: "3", reason_1: "Anvisningen gäller redan." });
    await send(decide);
    await saved(page, "Nämndens beslut registrerat");
    await hydrated(page);
  });

  await test.step("the new picture is in force, with the board's own value in it", async () => {
    await visit(page, `/riskbilder/${picture}`);
    await expect(page.locator("h1")).toContainText("2027:1");
    await expect(page.locator("main")).toContainText("Anvisningen gäller redan.");
    await expect(page.locator("main .ask--sealed")).toContainText(/[0-9a-f]{8}/);
    await visit(page, "/riskbilder/RB-2026-2");
    await expect(page.locator("main .banner")).toContainText("2027:1");
    await as("namnd");
    await visit(page, "/risker");
    await expect(page.locator("main tbody tr", { hasText: "RSK-19" })).toContainText("Ändrad");
  });

  await test.step("and its documents open", async () => {
    for (const [document, who] of [["riskbild", "namnd"], ["revidering", "namnd"]]) {
      const file = await page.request.get(`/export/${document}.pdf?riskbild=${picture}`);
      expect(file.status(), `${document} ${who}`).toBe(200);
      expect((await file.body()).subarray(0, 5).toString(), document).toBe("%PDF-");
    }
    await visit(page, `/riskbilder/${picture}`);
    const menu = page.locator("main details", { hasText: "Dokument" }).first();
    await menu.locator("summary").click();
    const [file] = await Promise.all([page.waitForEvent("download"), menu.getByRole("link").first().click()]);
    expect((await readFile(await file.path())).length).toBeGreaterThan(10_000);
  });
});
