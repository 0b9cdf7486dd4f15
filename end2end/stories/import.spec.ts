import { axe, expect, hydrated, test, visit, type Page } from "../support/story";
import { sendFile, takenOut, Workbook } from "../support/workbook";

const heading = (page: Page) => page.locator("h1");
const row = (page: Page, id: string) => page.locator("main tbody tr", { hasText: id });

/** Nothing on the page may scroll sideways at 320 px. */
async function fits(page: Page): Promise<void> {
  const shown = page.viewportSize() ?? { width: 1440, height: 900 };
  await page.setViewportSize({ width: 320, height: 800 });
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
  await page.setViewportSize(shown);
}

test("the measures go out to Excel and come back: what changes is seen first, and written with one reason", async ({ page, signIn }) => {
  test.setTimeout(90_000);
  await signIn("samordnare");
  await visit(page, "/atgarder");
  await page.getByRole("link", { name: "Importera" }).click();
  await expect(page).toHaveURL(/\/atgarder\/import$/);
  await expect(heading(page)).toHaveText("Importera åtgärder");

  const book = await takenOut(page);
  const [first, second, third] = book.ids() as [string, string, string];

  await test.step("a file that nobody has touched changes nothing", async () => {
    await sendFile(page, "/atgarder/import", "orörd.xlsx", book.save());
    await expect(heading(page)).toHaveText("Filen ändrar ingenting");
    await expect(page.locator("main textarea")).toHaveCount(0);
  });

  book.set(first, "Åtgärd", "Rubrik satt i Excel");
  book.set(second, "Klart", 0.55);
  book.set(third, "Slut", 46_477);

  await test.step("the difference is told cell by cell, and nothing is written", async () => {
    await sendFile(page, "/atgarder/import", "åtgärder.xlsx", book.save());
    await expect(heading(page)).toHaveText("3 åtgärder ändras");
    await expect(page.locator("main .lede")).toContainText("Inget är sparat än.");
    await expect(page.locator("main tbody tr")).toHaveCount(3);
    await expect(row(page, first).locator("ins")).toContainText("Rubrik satt i Excel");
    await expect(row(page, second).locator("dl.diff")).toContainText(/55\s%/);
    await expect(row(page, third).locator("ins")).toContainText("2027-03-31");
    await axe(page);
    await fits(page);
    await visit(page, `/atgarder/${third}`);
    await expect(page.locator("main")).not.toContainText("2027-03-31");
    await page.goBack();
  });

  const reason = "Avstämning med förvaltningarna i november";
  await test.step("a reason is asked for, and kept with every row", async () => {
    await hydrated(page);
    await page.getByLabel("Skäl till ändringarna").fill(reason);
    await page.getByRole("button", { name: "Spara 3 poster" }).click();
    await expect(heading(page)).toHaveText("Tre poster sparades");
    await expect(page.locator("main")).toContainText(`Skäl i journalen: ${reason}`);
    for (const id of [first, second, third]) await expect(page.getByRole("link", { name: id })).toBeVisible();
    await axe(page);
    await visit(page, "/journal");
    await expect(page.getByText(reason, { exact: true })).toHaveCount(3);
    await visit(page, `/atgarder/${third}`);
    await expect(page.locator("main")).toContainText("2027-03-31");
  });

  await test.step("the same file sent again changes nothing, and one that is stale is refused by row", async () => {
    await sendFile(page, "/atgarder/import", "åtgärder.xlsx", book.save());
    await expect(heading(page)).toHaveText("Filen ändrar ingenting");
    book.set(second, "Klart", 0.6);
    await sendFile(page, "/atgarder/import", "åtgärder.xlsx", book.save());
    await expect(heading(page)).toHaveText("En rad går inte att läsa in");
    await expect(row(page, second)).toContainText("Posten har ändrats sedan raden togs ut");
    await expect(page.locator("main textarea")).toHaveCount(0);
  });
});

test("what changes between the review and the confirmation is told, and nothing is written", async ({ page, signIn, browser }) => {
  await signIn("samordnare");
  const book = await takenOut(page);
  const [one, other] = book.ids().slice(4) as [string, string];
  book.set(one, "Åtgärd", "Ändrad i filen, den ena");
  book.set(other, "Åtgärd", "Ändrad i filen, den andra");
  await sendFile(page, "/atgarder/import", "åtgärder.xlsx", book.save());
  await expect(heading(page)).toHaveText("2 åtgärder ändras");

  const beside = await browser.newPage();
  await signIn("samordnare", beside);
  await visit(beside, `/atgarder/${other}/redigera`);
  await beside.locator('[name="fields[source]"]').fill("Ändrad av någon annan");
  await beside.locator('main form:has(input[value="update"]) button[type="submit"]').click();
  await expect(beside.locator(".banner--ok")).toBeVisible();
  await beside.close();

  await page.getByLabel("Skäl till ändringarna").fill("Avstämning");
  await page.getByRole("button", { name: "Spara 2 poster" }).click();
  await expect(page.getByRole("alert")).toContainText("Registret ändrades efter att du granskade filen");
  await expect(row(page, other)).toContainText("Posten har ändrats");
  await expect(row(page, one)).toHaveCount(0);
  await axe(page);
  await visit(page, `/atgarder/${one}`);
  await expect(heading(page)).not.toContainText("Ändrad i filen");
});

test("errors are told by their cells, in the words of the forms", async ({ page, signIn }) => {
  await signIn("samordnare");
  const book = await takenOut(page);
  const [one, other] = book.ids() as [string, string];
  book.set(one, "Slut", 36_526);
  book.set(one, "Klart", 1.4);
  book.formula(other, "Slut", "TODAY()", "46477");
  await sendFile(page, "/atgarder/import", "fel.xlsx", book.save());
  await expect(heading(page)).toHaveText("Två rader går inte att läsa in");
  await expect(row(page, one)).toContainText(`${book.address(one, "Slut")} ”Slutdatum” är före ”Startdatum”.`);
  await expect(row(page, one)).toContainText(`${book.address(one, "Klart")} ”Klart i procent” ska vara mellan 0 och 100.`);
  await expect(row(page, other)).toContainText(`Cellen ${book.address(other, "Slut")} har en formel.`);
  await axe(page);
  await fits(page);
});

test("files that could do harm are refused in words, and so are those that can't be meant", async ({ page, signIn }) => {
  test.setTimeout(90_000);
  await signIn("samordnare");
  const whole = await takenOut(page);
  const [first] = whole.ids() as [string];
  const changed = async (change: (book: Workbook) => void): Promise<Buffer> => {
    const book = await takenOut(page);
    change(book);
    return book.save();
  };
  const bomb = new Uint8Array(260 * 1024 * 1024);
  const files: [string, Buffer, string][] = [
    ["makro.xlsx", await changed((book) => book.add("xl/vbaProject.bin", new Uint8Array(8))), "kan innehålla makron"],
    ["bomb.xlsx", await changed((book) => book.add("xl/media/bild.png", bomb)), "större än vad som läses när den packas upp"],
    ["sammanslagen.xlsx", await changed((book) => book.merge("B4:B7")), "Cellerna B4:B7 är sammanslagna"],
    ["blad.xlsx", await changed((book) => book.replace("xl/worksheets/sheet2.xml", /<row r="1"[\s\S]*?<\/row>/, "")), "Inget av bladen känns igen"],
    ["gammal.xls", Buffer.from("d0cf11e0a1b11ae1", "hex"), "Excels gamla format"],
    ["sida.xls", Buffer.from("<html><table><tr><td>Id</td></tr></table>"), "varken en arbetsbok (XLSX) eller en tabell i text"],
    ["halv.xlsx", whole.save().subarray(0, 4000), "skadad"],
  ];
  for (const [name, buffer, words] of files) {
    await sendFile(page, "/atgarder/import", name, buffer);
    await expect(page.getByRole("alert"), name).toContainText(words);
    await expect(page.locator('main input[type="file"]'), name).toBeVisible();
  }
  await axe(page);
  const empty = Array.from({ length: 200_000 }, (_, n) => `<row r="${n + 1000}"><c r="A${n + 1000}" s="1"/></row>`).join("");
  const long = await changed((book) => book.replace("xl/worksheets/sheet2.xml", "</sheetData>", `${empty}</sheetData>`));
  await sendFile(page, "/atgarder/import", "tomma rader.xlsx", long);
  await expect(heading(page)).toHaveText("Filen ändrar ingenting");
  await visit(page, `/atgarder/${first}`);
});

test("a table from another system, as an old Swedish spreadsheet saves it, finds its columns", async ({ page, signIn }) => {
  await signIn("samordnare");
  const text =
    "Aktivitet;Ansvarig funktion;Metod;Hur ofta;Första tillfället\r\n" +
    "Återläsning från kassaskåpet;IT-säkerhetsansvarig;Återläs på prov och för protokoll;Varje kvartal;2027-01-31\r\n";
  await sendFile(page, "/kontroller/import", "uttag.csv", Buffer.from(text, "latin1"));
  await expect(heading(page)).toHaveText("Två kolumner känns inte igen");
  await axe(page);
  await fits(page);
  await expect(page.getByLabel("Ansvarig funktion läses som")).toHaveValue("owner");
  await page.getByLabel("Aktivitet läses som").selectOption("title");
  await page.getByRole("button", { name: "Granska" }).click();
  await hydrated(page);
  await expect(heading(page)).toHaveText("1 kontroll läggs till");
  await expect(page.locator("main")).toContainText("Filen saknar id. Varje rad blir en ny post.");
  await expect(page.locator("main tbody")).toContainText("Återläsning från kassaskåpet");
  await page.getByLabel("Skäl till ändringarna").fill("Flyttad från det gamla systemet");
  await page.getByRole("button", { name: "Spara 1 post" }).click();
  await expect(heading(page)).toHaveText("En post sparades");
  await page.locator("main ul.linked a").click();
  await expect(heading(page)).toHaveText("Återläsning från kassaskåpet");
});

test("a template is filled in with what is there, and its choices can be chosen", async ({ page, signIn }) => {
  await signIn("samordnare");
  for (const register of ["risker", "atgarder", "kontroller", "evidens"]) {
    const book = await takenOut(page, `/import/${register}/mall.xlsx?rader=alla`);
    expect(book.ids().length, register).toBeGreaterThan(3);
    await sendFile(page, `/${register}/import`, "mall.xlsx", book.save());
    await expect(heading(page), register).toHaveText("Filen ändrar ingenting");
  }
  const book = await takenOut(page, "/import/risker/mall.xlsx?rader=alla");
  const [first] = book.ids() as [string];
  book.set(first, "Risk", "Rubrik skriven i mallen");
  book.set(first, "Månader mellan bedömningar", 9);
  await sendFile(page, "/risker/import", "mall.xlsx", book.save());
  await expect(heading(page)).toHaveText("1 risk ändras");
  await expect(row(page, first).locator("ins")).toHaveText([/Rubrik skriven i mallen/, /9/]);
});

test("an owner takes in what is its own, and readers see no way to it", async ({ page, signIn }) => {
  await signIn("agare");
  const text = "Id;Nästa steg\nATG-34;Klart i december\nATG-37;Inte min\n";
  await sendFile(page, "/atgarder/import", "mina.csv", Buffer.from(text));
  await expect(heading(page)).toHaveText("En rad går inte att läsa in");
  await expect(row(page, "ATG-37")).toContainText("inte ditt att ändra");
  await sendFile(page, "/atgarder/import", "mina.csv", Buffer.from(text.split("\n").slice(0, 2).join("\n")));
  await expect(heading(page)).toHaveText("1 åtgärd ändras");
  await page.context().clearCookies();
  await signIn("namnd");
  await visit(page, "/atgarder");
  await expect(page.getByRole("link", { name: "Importera" })).toHaveCount(0);
  expect(await visit(page, "/atgarder/import")).toBe(403);
});
