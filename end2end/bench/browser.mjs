// What only a browser can tell: how long a page takes to draw, and how long after Enter a cell says that it is saved.
// node browser.mjs URL COOKIES : one line of JSON for each figure, for `make bench`. Times are in milliseconds.
import { chromium } from "playwright";

const [url, cookies] = process.argv.slice(2);
const ROUNDS = 10;

const middle = (times) => [...times].sort((a, b) => a - b)[Math.floor(times.length / 2)];
const told = (figure) => console.log(JSON.stringify(figure));

/** Time from the last byte of a page until it has been laid out and painted. */
const drawn = (page) =>
  page.evaluate(
    () =>
      new Promise((done) => {
        const [entry] = performance.getEntriesByType("navigation");
        // After the second frame the first has been painted.
        const painted = () => requestAnimationFrame(() => done(performance.now() - entry.responseEnd));
        const ready = () => requestAnimationFrame(painted);
        if (document.readyState === "complete") ready();
        else addEventListener("load", ready);
      }),
  );

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
  args: ["--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu", "--disable-quic", "--no-first-run"],
});
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "sv-SE", reducedMotion: "reduce" });
const pairs = cookies.split("; ").map((pair) => pair.split(/=(.*)/s));
await context.addCookies(pairs.map(([name, value]) => ({ name, value, url })));
const page = await context.newPage();

{
  const times = [];
  let bars = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.goto(`${url}/program/fardplan`, { waitUntil: "commit" });
    times.push(await drawn(page));
    bars = await page.locator("table.gantt tbody th[scope=row] a").count();
  }
  // As many rows with a name and one bar each, and nothing else: what the browser needs at least.
  const rows = Array.from({ length: bars }, (_, n) => `<tr><th>Rad ${n}<td><svg><rect width="${n % 90}%" height="8"/></svg>`);
  const plain = await context.newPage();
  await plain.route("**/plain", (route) => route.fulfill({ contentType: "text/html", body: `<!DOCTYPE html><table>${rows.join("")}</table>` }));
  const limits = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await plain.goto(`${url}/plain`, { waitUntil: "commit" });
    limits.push(await drawn(plain));
  }
  await plain.close();
  told({ name: `roadmap of ${bars} measures drawn by Chromium`, times, limit: middle(limits), limit_is: "as many rows with one bar, unstyled", aim: 300 });
}

{
  await page.goto(`${url}/atgarder?status=unfinished`);
  await page.locator("html[data-hydrated]").waitFor();
  const times = [];
  const limits = [];
  const cells = page.locator('[data-field="percent"] input');
  for (let round = 0; round < ROUNDS; round += 1) {
    const cell = cells.nth(round);
    await cell.focus();
    // Another value than it has, and never done.
    await page.keyboard.type(String((Number(await cell.inputValue()) + 1) % 90));
    times.push(
      await page.evaluate(
        () =>
          new Promise((done, failed) => {
            const row = document.activeElement.closest("tr");
            const key = row.dataset.key;
            let begun = 0;
            const watch = new MutationObserver(() => {
              const now = document.querySelector(`tr[data-key="${key}"] .c-save .tag--ok`);
              if (now && begun) {
                watch.disconnect();
                done(performance.now() - begun);
              }
            });
            watch.observe(row.closest("table"), { subtree: true, childList: true, characterData: true });
            setTimeout(() => failed(new Error(`${key} was not saved`)), 5_000);
            begun = performance.now();
            document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
          }),
      ),
    );
    limits.push(
      await page.evaluate(async () => {
        const begun = performance.now();
        await (await fetch("/readyz")).text();
        return performance.now() - begun;
      }),
    );
  }
  told({ name: "from Enter to a cell that says it is saved", times, limit: middle(limits), limit_is: "a request with no work, from the page", aim: 100 });
}

await browser.close();
