import type { Locator, Page } from "@playwright/test";
import { control, fill, form, saved, send, today, unfold } from "../support/forms";
import { officeText, pdfText } from "../support/office";
import { axe, expect, hydrated, signOut, test, visit } from "../support/story";

/** A time of day in Sweden some hours ago, as a form writes it. */
const ago = (hours: number): string =>
  new Date(Date.now() - hours * 3_600_000).toLocaleString("sv-SE", { timeZone: "Europe/Stockholm" }).slice(0, 16).replace(" ", "T");

/** Numbers as a report says them. */
const NUMBERS = ["inga", "en", "två", "tre", "fyra", "fem", "sex", "sju", "åtta", "nio", "tio", "elva", "tolv"];

/** The field of a statement in the form of its chapter, and that of what is chosen for it. */
const textOf = (write: Locator, id: string): Locator => control(write, `text:${id.replaceAll(".", ":")}`);
const choiceOf = (write: Locator, id: string): Locator => control(write, `choice:${id.replaceAll(".", ":")}`);

/** The page of a chapter of a report. */
async function chapter(page: Page, report: string, code: string): Promise<Locator> {
  await visit(page, `/delarsrapporter/${report}/skriv?kapitel=${code}`);
  return form(page, "write");
}

/** What came with a download. */
const file = async (page: Page, address: string): Promise<Buffer> => {
  const answer = await page.request.get(address);
  expect(answer.status(), address).toBe(200);
  return answer.body();
};

test("an incident at night reaches the report of March, which is edited, goes stale, is refreshed, decided and opened elsewhere", async ({
  page,
  signIn,
}) => {
  test.setTimeout(300_000);
  await signIn("samordnare");

  await test.step("an incident is recorded at night against a risk of the deviation, and its clocks run", async () => {
    await visit(page, "/incidenter/ny");
    const create = form(page, "create");
    await fill(create, {
      title: "Driftstopp i en gemensam tjänst",
      happened: "Tjänsten svarade inte under natten.",
      owner: "IT-säkerhetsansvarig",
      began: ago(4),
      aware: ago(3),
    });
    await control(create, "risks").fill("RSK-05");
    await send(create);
    await saved(page, "Incident registrerad");
    const clocks = page.locator('section[aria-labelledby="h-klockor"]');
    await expect(clocks.getByText("Löper")).toHaveCount(2);
    await expect(clocks).toContainText(/20 tim \d+ min kvar|21 tim 0 min kvar/);
  });

  const report = await test.step("the report of March is begun, and every chapter is filled in from the register", async () => {
    await visit(page, "/delarsrapporter/ny");
    await axe(page);
    await fill(form(page, "create"), { through: "march", year: "2025", read_on: today() });
    await send(form(page, "create"));
    const key = await saved(page, "Rapport påbörjad");
    const main = page.locator("main");
    for (const heading of ["Väsentliga avvikelser", "Övrig väsentlig information", "Risker", "Process", "Portföljstyrning", "Uppdrag"])
      await expect(main).toContainText(heading);
    await expect(main).toContainText("Orsak till att avvikelsen uppstått");
    await axe(page);
    return key;
  });

  await test.step("a number of it leads to what it counts", async () => {
    const late = page.locator('main .stated a[href^="/atgarder?status=overdue"]').first();
    const said = (await late.innerText()).toLowerCase();
    await visit(page, (await late.getAttribute("href")) ?? "");
    const shown = await page.locator("main .pager [role=status]").innerText();
    const counted = Number(/ av (\d+)$/.exec(shown.trim())?.[1]);
    expect(NUMBERS[counted] ?? `${counted}`).toBe(said);
  });

  await test.step("what rests on incidents is only taken in by choice", async () => {
    const write = await chapter(page, report, "deviations");
    await axe(page);
    await expect(page.locator("main")).toContainText("Incidenter under perioden");
    await expect(textOf(write, "deviation.AVV-01.incidents")).toHaveCount(0);
    await choiceOf(write, "deviation.AVV-01.incidents").selectOption("take");
    await send(write);
    await saved(page, "Rapporten skriven i");
    await expect(textOf(form(page, "write"), "deviation.AVV-01.incidents")).toHaveValue(/incident/);
  });

  await test.step("a text is put in other words, with what a word processor leaves in it taken away", async () => {
    const write = await chapter(page, report, "deviations");
    await textOf(write, "deviation.AVV-01.actions").fill("Ett samlat projekt tar\u00A0hand om be\u00ADhoven.\u200B\n\uF0B7\tRutinen är “på väg”.");
    await send(write);
    await saved(page, "Rapporten skriven i");
    await expect(textOf(form(page, "write"), "deviation.AVV-01.actions")).toHaveValue("Ett samlat projekt tar hand om behoven.\n- Rutinen är “på väg”.");
  });

  await test.step("own text is added, and what isn't to be said is left out", async () => {
    const write = await chapter(page, report, "information");
    await control(write, "own").fill("Förvaltningen har levererat tjänster enligt kundavtalens volymer.");
    await send(write);
    await saved(page, "Rapporten skriven i");
    await expect(form(page, "write")).toContainText("Egen text");
    const risks = await chapter(page, report, "risks");
    await choiceOf(risks, "risks.counts").selectOption("leave");
    await send(risks);
    await saved(page, "Rapporten skriven i");
    await expect(page.locator("main")).toContainText("Utelämnad");
  });

  await test.step("the register moves, and the report says which texts are stale", async () => {
    await visit(page, "/avvikelser/AVV-01/redigera");
    const edit = form(page, "update");
    await fill(edit, { actions: "Projektet har fått en ny plan.", consequence_economy: "Driftstörningar kostar mer än väntat." });
    await edit.locator('[name="reason"]').fill("Ny plan.");
    await send(edit);
    await saved(page, "Avvikelse ändrad");
    await visit(page, `/delarsrapporter/${report}`);
    await expect(page.locator("main .banner", { hasText: "Registret och rapporten skiljer sig åt" })).toContainText("Två texter stämmer inte längre");
    await axe(page);
  });

  await test.step("what nobody has edited is refreshed at once; what someone has is shown beside what it was", async () => {
    await send(form(page, "refresh"));
    await saved(page, "Rapporten uppdaterad ur registret");
    await expect(page.locator("main")).toContainText("Driftstörningar kostar mer än väntat.");
    await expect(page.locator("main .banner", { hasText: "Registret och rapporten skiljer sig åt" })).toContainText("En text stämmer inte längre");
    const write = await chapter(page, report, "deviations");
    await expect(write).toContainText("Projektet har fått en ny plan.");
    await choiceOf(write, "deviation.AVV-01.actions").selectOption("stand");
    await send(write);
    await saved(page, "Rapporten skriven i");
    await expect(textOf(form(page, "write"), "deviation.AVV-01.actions")).toHaveValue(/på väg/);
    await expect(page.locator("main")).not.toContainText("stämmer inte längre med registret");
  });

  await test.step("it is laid before the board", async () => {
    await visit(page, `/delarsrapporter/${report}`);
    const prepare = form(page, "prepare");
    await unfold(prepare);
    await fill(prepare, { registration: "2026-0815", handler: "Säkerhetssamordnare" });
    await send(prepare);
    await saved(page, "Rapport beredd till nämnden");
    await expect(form(page, "write")).toHaveCount(0);
  });

  await test.step("the secretary records the decision, once", async () => {
    await signOut(page);
    await signIn("sekreterare");
    await visit(page, `/delarsrapporter/${report}`);
    const decide = form(page, "decide");
    await unfold(decide);
    await fill(decide, { date: today(), paragraph: "812" });
    await send(decide);
    await saved(page, "Nämndens beslut om rapporten registrerat");
    await expect(page.locator("main")).toContainText("§ 812");
    await expect(form(page, "decide")).toHaveCount(0);
    await axe(page);
  });

  await test.step("the board reads it, and the files say what the page says", async () => {
    await signOut(page);
    await signIn("namnd");
    await visit(page, `/delarsrapporter/${report}`);
    await hydrated(page);
    await expect(page.locator("main")).toContainText("Driftstörningar kostar mer än väntat.");
    const said = [
      "Delårsrapport mars 2025",
      "Väsentliga avvikelser i verksamhetens utveckling",
      "Orsak till att avvikelsen uppstått",
      "Driftstörningar kostar mer än väntat.",
      "Ett samlat projekt tar hand om behoven.",
      "Förvaltningen har levererat tjänster enligt kundavtalens volymer.",
      "Uppföljning av risker och kontroller",
      "§ 812",
    ];
    const base = `/delarsrapporter/${report}`;
    const [pdf, word] = [pdfText(await file(page, `${base}.pdf`)), officeText(await file(page, `${base}.docx`))];
    const markdown = (await file(page, `${base}.md`)).toString("utf8");
    for (const one of said) {
      expect(pdf).toContain(one);
      expect(word).toContain(one);
      expect(markdown).toContain(one);
    }
  });
});
