import { csv } from "../support/files";
import { control, fill, form, saved, send, unfold } from "../support/forms";
import { axe, expect, signOut, test, visit } from "../support/story";

test("the report's goals stand area by area, and an activity is commented on for a period", async ({ page, signIn }) => {
  test.setTimeout(90_000);
  await signIn("samordnare");

  await test.step("the goals of an area are found, and lead to their activities", async () => {
    await visit(page, "/mal?omrade=process");
    await expect(page.locator("main table")).toContainText("Utveckla förvaltningens säkerhetsarbete");
    await page.getByRole("link", { name: /Vi ska jobba effektivt tillsammans/ }).click();
    await expect(page.locator("main table").first()).toContainText("Mars 2024");
    await expect(page.locator('main section[aria-labelledby="h-mal"]')).toContainText("Effektiva inköp");
    await axe(page);
  });

  const activity = await test.step("a new activity is added to the goal", async () => {
    await visit(page, "/mal/ny");
    const create = form(page, "create");
    await fill(create, {
      title: "Öva krisledning med stadens bolag",
      kind: "activity",
      area: "process",
      owner: "Säkerhetssamordnare",
      first_year: "2026",
      goals: "MAL-02",
    });
    await send(create);
    return saved(page, "Mål tillagt");
  });

  await test.step("a period that hasn't begun is refused, and the comment is still there", async () => {
    const report = form(page, "report");
    await unfold(report);
    await fill(report, { period: "mars 2099", comment: "Övningen är planerad." });
    await send(report);
    await expect(page.locator("main .errors")).toBeVisible();
    await expect(control(form(page, "report"), "comment")).toHaveValue("Övningen är planerad.");
    await fill(form(page, "report"), { period: "mars 2026" });
    await send(form(page, "report"));
    expect(await saved(page, "Mål kommenterat")).toBe(activity);
    await expect(page.locator("main table").first()).toContainText("Övningen är planerad.");
    const file = await page.request.get("/export/mal.csv?omrade=process&kolumner=alla");
    expect(csv(await file.body()).some((row) => row.includes("Övningen är planerad."))).toBe(true);
  });
});

test("a project that is red says why and what is done, and the finished ones how they ended", async ({ page, signIn }) => {
  test.setTimeout(90_000);
  await signIn("samordnare");
  await visit(page, "/projekt?farg=red");
  await page.getByRole("link", { name: /helhetslösning för telefoni/ }).click();
  await expect(page.locator("main")).toContainText("Möjligheter till omfördelning inom portföljen ses över.");
  await axe(page);

  const report = form(page, "report");
  await unfold(report);
  await fill(report, { period: "augusti 2024", cost: "red", cost_cause: "Upphandlingen är försenad.", cost_action: "" });
  await send(report);
  await expect(page.locator("main .errors")).toBeVisible();
  await expect(control(form(page, "report"), "cost_cause")).toHaveValue("Upphandlingen är försenad.");
  await fill(form(page, "report"), { cost_action: "Portföljen omfördelas." });
  await send(form(page, "report"));
  expect(await saved(page, "Projektstatus rapporterad")).toBe("PRJ-01");
  await expect(page.locator("main table").first()).toContainText("Augusti 2024");

  await visit(page, "/projekt?status=done&kolumner=alla");
  await expect(page.locator("main table")).toContainText("Avslutats med försening");
});

test("a matter of the whole city has a counterpart, and a service tells what disturbs it to those cleared", async ({ page, signIn }) => {
  await signIn("samordnare");
  await visit(page, "/stadengemensamma-fragor/SGF-01");
  await expect(page.locator("main dl.facts")).toContainText("Stadsledningskontoret");
  await axe(page);
  await visit(page, "/tjanster/TJN-01");
  await expect(page.locator("main")).toContainText("Konsekvens för staden");
  await expect(page.locator("main")).toContainText("INC-01");
  await axe(page);
  await signOut(page);
  await signIn("namnd");
  await visit(page, "/tjanster/TJN-01");
  await expect(page.locator("main")).not.toContainText("INC-01");
});
