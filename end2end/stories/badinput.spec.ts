import { createHash } from "node:crypto";
import { control, fill, form, plain, saved, send, unfold, wholeRisk } from "../support/forms";
import { expect, hydrated, scripted, test, visit } from "../support/story";

test("two coordinators edit the same risk: both versions are shown and the chosen values saved", async ({ page, signIn, browser }) => {
  await signIn("samordnare");
  const other = await browser.newPage();
  await signIn("samordnare", other);
  await visit(page, "/risker/RSK-14/redigera");
  await visit(other, "/risker/RSK-14/redigera");
  const mine = form(page, "update").first();
  const theirs = form(other, "update").first();

  await fill(theirs, { treatment_note: "Två till lär sig varje system.", source: "Den andres rubrik" });
  await send(theirs);
  await saved(other, "Risk ändrad");

  await fill(mine, { treatment_note: "Varje roll får en ersättare.", source: "Skrivet av mig", review_months: "3" });
  await send(mine);
  const conflict = page.locator("form.versus");
  await expect(conflict).toContainText("Någon annan ändrade RSK-14 medan du skrev");
  await expect(conflict).toContainText("Säkerhetssamordnare");
  for (const text of ["Två till lär sig varje system.", "Varje roll får en ersättare.", "Den andres rubrik", "Skrivet av mig"])
    await expect(conflict).toContainText(text);

  await control(conflict, "treatment_note").nth(0).check();
  await control(conflict, "source").nth(1).check();
  await send(conflict);
  expect(await saved(page, "Risk ändrad")).toBe("RSK-14");
  await visit(page, "/risker/RSK-14/redigera");
  const now = form(page, "update").first();
  await expect(control(now, "treatment_note")).toHaveValue("Varje roll får en ersättare.");
  await expect(control(now, "source")).toHaveValue("Den andres rubrik");
  await expect(control(now, "review_months")).toHaveValue("3");
  await other.close();
});

test("a form sent twice makes one record", async ({ page, signIn }) => {
  await signIn("samordnare");
  await visit(page, "/risker/ny");
  const risk = form(page, "create");
  const title = `Skickad två gånger ${scripted() ? "med" : "utan"} skript`;
  await fill(risk, { ...wholeRisk, title });
  const fields = await risk.locator("[name]").evaluateAll((all) =>
    all.map((one) => [(one as HTMLInputElement).name, (one as HTMLInputElement).value] as [string, string]),
  );
  await risk.locator('button[type="submit"]').dblclick();
  const key = await saved(page, "Risk tillagd");
  // And once more, as a browser does that sends the form again after the answer was lost.
  const kept = fields.filter(([name]) => !name.includes("."));
  const again = await page.request.post("/api/submit", {
    form: Object.fromEntries(kept),
    headers: { origin: new URL(page.url()).origin, accept: "text/html" },
    maxRedirects: 0,
  });
  expect([302, 303]).toContain(again.status());
  expect(again.headers().location).toContain(key);
  await visit(page, `/risker?q=${encodeURIComponent(title)}`);
  await expect(page.locator("main tbody tr")).toHaveCount(1);
});

test("a session that ends mid-form: what was typed survives signing in", async ({ page, signIn, context, server }) => {
  await signIn("samordnare");
  await visit(page, "/risker/ny");
  const risk = form(page, "create");
  const title = `Sessionen tog slut ${scripted() ? "med" : "utan"} skript`;
  await fill(risk, { ...wholeRisk, title });
  await context.clearCookies();
  await send(risk);

  if (scripted()) {
    // The page stands with all that was typed; signing in is done beside it.
    const errors = page.locator("main .errors");
    await expect(errors).toContainText("Du är inte inloggad");
    const [beside] = await Promise.all([context.waitForEvent("page"), errors.getByRole("link", { name: /ny flik/ }).click()]);
    await signIn("samordnare", beside);
    await beside.close();
    await expect(control(risk, "title")).toHaveValue(title);
    await send(risk);
  } else {
    await expect(page.getByLabel("Användarnamn")).toBeVisible();
    await page.getByLabel("Användarnamn").fill("samordnare");
    await page.getByLabel("Lösenord").fill(server.passwords.samordnare);
    await page.getByRole("button", { name: "Logga in" }).click();
    await expect(page.locator("main .banner", { hasText: "Det du skrev är kvar, men inte sparat." })).toBeVisible();
    const back = form(page, "create");
    await expect(control(back, "title")).toHaveValue(title);
    await expect(control(back, "category")).toHaveValue("Drift");
    await expect(control(back, "current_rationale")).toHaveValue(wholeRisk.current_rationale as string);
    await send(back);
  }
  await saved(page, "Risk tillagd");
  await expect(page.locator("h1")).toContainText(title);
});

test("dates that can't be and scores off the scale are told at their field, and nothing is saved", async ({ page, signIn }) => {
  await signIn("samordnare");

  await visit(page, "/atgarder/ny");
  const measure = form(page, "create");
  await fill(measure, { title: "Slut före start", area: "technical", sub_area: "it", deliverable: "routine", change: "new" });
  await fill(measure, { owner: "IT-säkerhetsansvarig", start: "2026-06-01", end: "2026-05-31" });
  await send(measure);
  const errors = page.locator("main .errors");
  await expect(errors).toContainText("”Slutdatum” är före ”Startdatum”.");
  await hydrated(page);
  await plain(control(measure, "start"));
  await control(measure, "start").fill("2026-02-30");
  await send(measure);
  await expect(errors).toContainText("”Startdatum” är inte ett datum som finns.");
  await expect(control(measure, "title")).toHaveValue("Slut före start");

  await visit(page, "/risker/RSK-01");
  const assess = form(page, "assess");
  await unfold(assess);
  await control(assess, "current_likelihood").evaluate((select: HTMLSelectElement) => select.add(new Option("5 – Utanför", "5")));
  await fill(assess, { current_likelihood: "5", current_consequence: "2", current_rationale: "Prövar skalan." });
  await send(assess);
  await expect(errors).toContainText("”Nuvarande sannolikhet” ska vara mellan 1 och 4.");
  await visit(page, "/atgarder?q=Slut+före+start");
  await expect(page.locator("main tbody")).toHaveCount(0);
});

test("what isn't there is answered with 404, what can't be read with 422, and neither with an empty list", async ({ page, signIn }) => {
  await signIn("samordnare");
  for (const address of ["/risker/RSK-9999", "/atgarder/ATG-9999", "/leverabler/LEV-9999", "/kontroller/KTR-9999", "/evidens/EVD-9999"]) {
    expect(await visit(page, address), address).toBe(404);
    await expect(page.locator("h1")).toHaveText("Sidan finns inte");
    expect(await visit(page, `${address}/redigera`), address).toBe(404);
  }
  for (const address of ["/krav/FINNS-INTE", "/finns-inte", "/risker/ATG-01", "/krav?ramverk=finns-inte"])
    expect(await visit(page, address), address).toBe(404);
  for (const address of ["/risker?status=finns-inte", "/risker?sida=0", "/risker?per=igår", "/atgarder?per=2026-02-30"]) {
    expect(await visit(page, address), address).toBe(422);
    await expect(page.locator("main tbody"), address).toHaveCount(0);
  }
});

test("a file is what its bytes say: one that lies about its type is refused, a true one kept whole", async ({ page, signIn }) => {
  await signIn("samordnare");
  await visit(page, "/evidens/EVD-08");
  const file = page.locator('main input[type="file"]');
  await unfold(file);
  const attach = page.locator('main form:has(input[type="file"])');
  await file.setInputFiles({ name: "protokoll.pdf", mimeType: "application/pdf", buffer: Buffer.from("MZ\x90\x00\x03 inte en PDF") });
  await send(attach);
  await expect(page.locator("main .errors, main .error").first()).toContainText("som inte tas emot här");

  await visit(page, "/evidens/EVD-08");
  await unfold(file);
  const bytes = Buffer.from("%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");
  await file.setInputFiles({ name: "leverantörsregister.pdf", mimeType: "text/html", buffer: bytes });
  await send(attach);
  await saved(page, "Fil bifogad");
  const sum = createHash("sha256").update(bytes).digest("hex");
  await expect(page.locator("main")).toContainText(sum);
  const address = await page.getByRole("link", { name: /leverantörsregister\.pdf/ }).getAttribute("href");
  const answer = await page.request.get(address ?? "");
  expect(answer.headers()["x-content-type-options"]).toBe("nosniff");
  expect(answer.headers()["content-disposition"]).toMatch(/^attachment/);
  expect(answer.headers()["content-type"]).toContain("application/pdf");
  expect(await answer.body()).toEqual(bytes);
});

test("a form sent from another site is refused", async ({ page, signIn }) => {
  await signIn("samordnare");
  const forged = await page.request.post("/api/submit", {
    form: { action: "close", kind: "risk", key: "RSK-01", command_id: "forged-0001", "fields[reason]": "x" },
    headers: { origin: "https://example.org" },
    maxRedirects: 0,
  });
  expect(forged.status()).toBe(403);
  await visit(page, "/risker?q=Kostnadsökningar");
  await expect(page.locator("main tbody")).toContainText("RSK-01");
});
