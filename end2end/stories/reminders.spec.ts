import ICAL from "ical.js";
import { mondayAfter, sendRound, startMailServer } from "../support/letters";
import { startServer } from "../support/server";
import { axe, expect, scripted, test, visit } from "../support/story";

test("an owner subscribes to a calendar, makes it a new address, and ends it", async ({ page, signIn, playwright }) => {
  // A calendar program: no cookies, no page.
  const program = await playwright.request.newContext();
  await signIn("agare");

  const made = await test.step("the address is shown once", async () => {
    await visit(page, "/konto");
    await expect(page.locator("#h-kalender")).toHaveText("Kalender");
    await page.getByRole("button", { name: "Skapa kalenderadress" }).click();
    const field = page.getByLabel("Din kalenderadress");
    await expect(field).toHaveValue(/\/kalender\/[0-9a-f]{64}\.ics$/);
    await axe(page);
    const address = await field.inputValue();
    await visit(page, "/konto");
    await expect(page.getByLabel("Din kalenderadress")).toHaveCount(0);
    await expect(page.locator("main")).toContainText("Du har en kalenderadress sedan");
    return address;
  });

  await test.step("a calendar program reads it", async () => {
    const answer = await program.get(made);
    expect(answer.status()).toBe(200);
    expect(answer.headers()["content-type"]).toBe("text/calendar; charset=utf-8");
    const calendar = new ICAL.Component(ICAL.parse(await answer.text()));
    expect(calendar.getFirstPropertyValue("x-wr-calname")).toBe("Riskbild – Nämnden för Intraservice");
    const events = calendar.getAllSubcomponents("vevent").map((one) => new ICAL.Event(one));
    expect(new Set(events.map((one) => one.uid)).size).toBe(events.length);
    const measure = events.find((one) => one.summary.includes("ATG-34"));
    expect(measure?.summary).toBe("Klar: ATG-34 Instruktion för nätverkssegmentering");
    expect(measure?.startDate.isDate).toBe(true);
    expect(measure?.startDate.toString()).toBe("2026-12-31");
    expect(measure?.endDate.toString()).toBe("2027-01-01");
    expect(measure?.description).toContain("IT-säkerhetsansvarig");
    expect(measure?.component.getFirstPropertyValue("url")).toMatch(/\/atgarder\/ATG-34$/);
    expect(events.some((one) => one.summary.includes("ATG-37")), "another's measure").toBe(false);
    expect(events.some((one) => one.summary.startsWith("Nämnd: RB-"))).toBe(true);
    expect(await answer.text()).not.toContain("skyddade administrationsnät");
    const tag = answer.headers()["etag"] ?? "";
    expect((await program.get(made, { headers: { "if-none-match": tag } })).status()).toBe(304);
  });

  await test.step("a new address ends the old one, and then the calendar is ended", async () => {
    await page.getByRole("button", { name: "Skapa en ny adress" }).click();
    const renewed = await page.getByLabel("Din kalenderadress").inputValue();
    expect((await program.get(made)).status()).toBe(404);
    expect((await program.get(renewed)).status()).toBe(200);
    await page.getByRole("button", { name: "Avsluta kalendern" }).click();
    await expect(page.getByRole("status")).toContainText("Kalendern är avslutad");
    expect((await program.get(renewed)).status()).toBe(404);
  });
  await program.dispose();
});

test("a coordinator gets the weekly letter once, through a real mail server, and stops it", async ({ page }, info) => {
  test.setTimeout(120_000);
  const mail = await startMailServer("riskbild", "hem@ligt");
  const options = (url: string) => ["--smtp", mail.address, "--mail-from", "Riskbild <riskbild@example.se>", "--public-url", url];
  const server = await startServer(`letters-${info.project.name}`, options);
  const link = (words: string, text = "") => text.match(new RegExp(`${server.url}/epost/${words}/[0-9a-f]+`))?.[0] ?? "";

  await test.step("gives an address, which has to be confirmed", async () => {
    await page.goto(`${server.url}/logga-in?till=/konto`);
    await page.getByLabel("Användarnamn").fill("samordnare");
    await page.getByLabel("Lösenord").fill(server.passwords.samordnare);
    await page.getByRole("button", { name: "Logga in" }).click();
    await page.getByLabel("E-postadress").fill("samordnare@example.se");
    await page.getByLabel("Veckobrev").check();
    await page.getByRole("button", { name: "Spara" }).first().click();
    await expect(page.getByRole("status")).toContainText("ett brev är på väg");
    await expect(page.locator("main")).toContainText("Adressen är inte bekräftad än");
    await axe(page);
  });

  await test.step("confirms it from the letter", async () => {
    await expect.poll(() => mail.letters.length, { timeout: 15_000 }).toBe(1);
    const [letter] = mail.letters;
    expect(letter?.subject).toBe("Bekräfta din e-postadress i Riskbild");
    expect(letter?.to?.[0]?.address).toBe("samordnare@example.se");
    await page.goto(link("bekrafta", letter?.text));
    await expect(page.locator("h1")).toHaveText("Bekräfta e-postadressen");
    await page.getByRole("button", { name: "Bekräfta adressen" }).click();
    await expect(page.locator("h1")).toHaveText("Adressen är bekräftad");
    await page.getByRole("link", { name: "Mitt konto" }).click();
    await expect(page.locator("main")).toContainText("Adressen är bekräftad.");
    await expect(page.getByLabel("Veckobrev")).toBeChecked();
  });

  const monday = mondayAfter(new Date());
  await server.stopAndVerify(async (database) => {
    const round = (at: string) => sendRound(database, at, options(server.url));
    await test.step("the letter comes on Monday morning, once", async () => {
      expect(await round(`${monday}T06:59`)).toBe("0 sent, 0 not accepted, 0 without an answer");
      expect(await round(`${monday}T07:00`)).toBe("1 sent, 0 not accepted, 0 without an answer");
      expect(await round(`${monday}T07:01`)).toBe("0 sent, 0 not accepted, 0 without an answer");
      expect(mail.letters).toHaveLength(2);
      const digest = mail.letters[1];
      expect(digest?.subject).toMatch(/^Riskbild vecka \d+\. Försenat: \d+, inom 14 dagar: \d+$/);
      const header = (name: string) => digest?.headers.find((one) => one.key === name)?.value;
      expect(header("list-unsubscribe-post")).toBe("List-Unsubscribe=One-Click");
      expect(header("list-unsubscribe")).toBe(`<${link("avsluta-veckobrev", digest?.text)}>`);
      expect(digest?.text).toMatch(/ATG-\d+/);
      expect(digest?.html).toContain('lang="sv"');
      expect(digest?.html).not.toMatch(/<img|src=/);
    });
    await test.step("as a page it breaks no rule of accessibility", async () => {
      if (!scripted()) return;
      // On a page without our own policy, which would take the letter's looks away.
      await page.goto("about:blank");
      await page.setContent(mail.letters[1]?.html ?? "");
      await axe(page);
    });
  });
  await mail.close();
});
