import { csv } from "../support/files";
import { control, fill, form, saved, send, today, unfold } from "../support/forms";
import { axe, expect, signOut, test, visit, type Role } from "../support/story";

// What was decided stays decided: whoever moves a date says why, and the plan page says by how much.
test("the board decides on the plan, a date is moved with a reason, and the slippage is seen", async ({ page, signIn }) => {
  test.setTimeout(120_000);
  const as = async (role: Role) => {
    await signOut(page);
    await signIn(role);
  };
  await signIn("sekreterare");

  await test.step("the secretary sees what has become of the plan, and records a later decision", async () => {
    await visit(page, "/program/plan");
    await expect(page.locator("h1")).toContainText("sedan beslutet, i snitt");
    await expect(page.locator("main .ask--sealed")).toContainText("Nämnden för Intraservice beslutade");
    await expect(page.locator("main .hash")).toHaveText(/^[0-9a-f]{64}$/);
    const decide = form(page, "create");
    await unfold(decide);
    await fill(decide, { date: today(), registration: "DEMO-2026-0099", text: "Nämnden beslutar om reviderad plan." });
    await send(decide);
    await expect(page.locator("main .errors")).toContainText("Paragraf");
    await expect(control(form(page, "create"), "registration")).toHaveValue("DEMO-2026-0099");
    await fill(form(page, "create"), { paragraph: "99" });
    await send(form(page, "create"));
    expect(await saved(page, "Beslut om planen registrerat")).toBe("PLN-02");
    await expect(page.locator("h1")).toHaveText(/^Ingen av \d+ åtgärder har flyttats sedan beslutet$/);
    await axe(page);
  });

  await test.step("the plan before it can still be held against the plan now", async () => {
    await page.locator('main a[href^="/program/plan/PLN-01"]').click();
    await expect(page.locator("main")).toContainText("Beslutad plan PLN-01, ersatt");
    await expect(page.locator("main tbody").first()).toContainText("+515 dagar");
    await expect(page.locator("main tbody").first()).toContainText("−61 dagar");
  });

  await test.step("moving an end date is refused without a reason, and nothing typed is lost", async () => {
    await as("samordnare");
    await visit(page, "/atgarder/ATG-38/redigera");
    const edit = form(page, "update").first();
    await fill(edit, { end: "2026-12-18" });
    await send(edit);
    await expect(page.locator("main .errors")).toContainText("Skäl");
    const again = form(page, "update").first();
    await expect(control(again, "end")).toHaveValue("2026-12-18");
    const reason = again.locator('textarea[name="reason"]');
    await expect(reason).toHaveAttribute("aria-invalid", "true");
    await axe(page);
    await reason.fill("Leverantören levererar först i december.");
    await send(again);
    expect(await saved(page, "Åtgärd ändrad")).toBe("ATG-38");
    const moved = page.locator('section[aria-labelledby="h-plan"]');
    await expect(moved.locator("h2")).toHaveText("Slutet är flyttat +18 dagar sedan beslutet");
    await expect(moved.locator("tbody")).toContainText("2026-11-30");
    await expect(moved.locator("tbody")).toContainText("Leverantören levererar först i december.");
    await axe(page);
  });

  await test.step("the board sees it, area by area and as a file", async () => {
    await as("namnd");
    await visit(page, "/program/plan");
    await expect(page.locator("h1")).toHaveText(/^1 av \d+ åtgärder har flyttats sedan beslutet, i snitt 18 dagar senare$/);
    await expect(page.locator("main tbody").first()).toContainText("ATG-38");
    await expect(form(page, "create")).toHaveCount(0);
    await page.locator("main .views a").last().click();
    await expect(page).toHaveURL(/omrade=technical/);
    const rows = csv(await (await page.request.get("/export/atgarder.csv?status=all&kolumner=alla")).body());
    const [end, slip] = ["Beslutat slut", "Förskjutning i dagar"].map((name) => rows[0]?.indexOf(name) ?? -1);
    const row = rows.find((cells) => cells[0] === "ATG-38");
    expect([row?.[end!], row?.[slip!]]).toEqual(["2026-11-30", "18"]);
    expect(await visit(page, "/program/plan?per=2025-06-30")).toBe(200);
    await expect(page.locator("main")).toContainText("Beslutad plan PLN-01, gäller");
    expect(await visit(page, "/program/plan?per=2023-12-31")).toBe(200);
    await expect(page.locator("h1")).toHaveText("Ingen plan är beslutad ännu");
  });
});

test("a yellow status needs its cause, and is seen with it", async ({ page, signIn }) => {
  await signIn("samordnare");
  await visit(page, "/program");
  const report = form(page, "report");
  await unfold(report);
  await fill(report, { time: "yellow", time_cause: "", cost: "red", cost_cause: "Fler konsulttimmar än budgeterat.", cost_action: "", result: "green", comment: "Fem veckor återstår." });
  await send(report);
  const errors = page.locator("main .errors");
  await expect(errors).toContainText("Tid, orsak");
  await expect(errors).toContainText("Kostnad, åtgärd");
  await axe(page);
  const again = form(page, "report");
  await expect(control(again, "comment")).toHaveValue("Fem veckor återstår.");
  await fill(again, { time_cause: "Tre leverabler väntar på beslut.", cost_action: "Resten görs med egen personal." });
  await send(again);
  expect(await saved(page, "Projektstatus rapporterad")).toBe("PRG-01");
  const status = page.locator('section[aria-labelledby="h-status"]');
  await expect(status.locator("h2")).toHaveText("Två av tre dimensioner avviker från planen");
  await expect(status).toContainText("Tre leverabler väntar på beslut.");
  await axe(page);
  await visit(page, "/");
  await expect(page.locator("main")).toContainText("Röd");
});

test("a comment that mentions a function is a task until it is answered", async ({ page, signIn }) => {
  await signIn("samordnare");
  await visit(page, "/atgarder/ATG-34");
  const write = form(page, "create");
  await unfold(write);
  await fill(write, { text: "@IT-säkerhetsansvarig, vilka zoner återstår?" });
  await send(write);
  await saved(page, "Kommentar sparad");
  await expect(page.locator(".remarks")).toContainText("Nämner IT-säkerhetsansvarig");
  await signOut(page);
  await signIn("agare");
  const task = page.locator("main .todo li", { hasText: "nämner din funktion" });
  await expect(task).toContainText("ATG-34");
  await task.locator("a").click();
  await expect(page).toHaveURL(/\/atgarder\/ATG-34/);
  const answer = form(page, "create");
  await unfold(answer);
  await fill(answer, { text: "Två zoner, båda i januari." });
  await send(answer);
  await saved(page, "Kommentar sparad");
  await axe(page);
  await visit(page, "/");
  await expect(task).toHaveCount(0);
  await signOut(page);
  await signIn("namnd");
  await visit(page, "/atgarder/ATG-34");
  await expect(page.locator(".remarks")).not.toContainText("zoner");
  await expect(page.locator(".remarks .mask").first()).toBeVisible();
  await expect(form(page, "create")).toHaveCount(0);
});
