import { fill, form, saved, send } from "../support/forms";
import { axe, expect, hydrated, signOut, test, visit } from "../support/story";

test("a decision is carried out: what it names is gone, and that it was there still stands", async ({ page, signIn }) => {
  test.setTimeout(90_000);

  await test.step("the secretary sees what a scope would take before anything is decided, and does not carry it out", async () => {
    await signIn("sekreterare");
    await visit(page, "/gallring/ny?slag=evidence&fore=2026-10-01");
    await expect(page.locator("main")).toContainText("EVD-23");
    await axe(page);
    await visit(page, "/gallring/GAL-01");
    await expect(page.locator("main")).toContainText("Samordnaren verkställer beslutet.");
    await expect(form(page, "dispose")).toHaveCount(0);
    await signOut(page);
  });

  await test.step("the coordinator carries it out with a word of its own", async () => {
    await signIn("samordnare");
    await visit(page, "/evidens/EVD-23");
    await expect(page.locator("h1")).toContainText("Närvarolista");
    await visit(page, "/gallring/GAL-01");
    await fill(form(page, "dispose"), { confirm: "ja" });
    await send(form(page, "dispose"));
    await expect(page.locator("main .errors")).toBeVisible();
    expect(await visit(page, "/evidens/EVD-23")).toBe(200);
    await visit(page, "/gallring/GAL-01");
    await fill(form(page, "dispose"), { confirm: "GALLRA" });
    await send(form(page, "dispose"));
    await saved(page, "Gallring verkställd");
    await hydrated(page);
    await expect(page.locator("main")).toContainText("En post är gallrad");
    await axe(page);
  });

  await test.step("its content is nowhere, and the journal still tells of it", async () => {
    expect(await visit(page, "/evidens/EVD-23")).toBe(410);
    await expect(page.locator("h1")).toHaveText("EVD-23 är gallrad");
    await expect(page.locator("main")).toContainText("enligt beslut GAL-01");
    await visit(page, "/evidens?status=all");
    await expect(page.locator("main tbody")).not.toContainText("EVD-23");
    await visit(page, "/sok?q=Närvarolista introduktion");
    await expect(page.locator("main")).not.toContainText("EVD-23");
    await visit(page, "/journal?post=EVD-23");
    await expect(page.locator("main")).toContainText("EVD-23");
  });
});
