import { defineConfig, type PlaywrightTestConfig } from "@playwright/test";

/** What all pages are seen through: one size, one place, no motion, so that a picture or a date is the same everywhere. */
const use: PlaywrightTestConfig["use"] = {
  viewport: { width: 1440, height: 900 },
  locale: "sv-SE",
  timezoneId: "Europe/Stockholm",
  contextOptions: { reducedMotion: "reduce" },
  screenshot: "only-on-failure",
  trace: "retain-on-failure",
  launchOptions: {
    executablePath: process.env.CHROMIUM || "/usr/bin/chromium",
    args: [
      // Containers give Chromium no sandbox of its own, and the only pages that it opens are ours.
      "--no-sandbox",
      "--disable-dev-shm-usage",
      "--disable-gpu",
      // The browser calls nobody: the tests must pass on a machine without a network.
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  },
};

// Every page of every role through axe takes long; `make axe` runs it by itself.
const slow = process.env.AXE === "0" ? [/a11y\.spec\.ts$/] : [];

export default defineConfig({
  outputDir: "results/artifacts",
  // One after the other: each project has one server and one database, and a story may rely on its own earlier steps.
  workers: 1,
  // A story that only sometimes passes is a fault to find, not to repeat until it's gone.
  retries: 0,
  forbidOnly: Boolean(process.env.CI),
  timeout: 30_000,
  expect: { timeout: 5_000 },
  reporter: [["list"], ["./support/tally.ts"]],
  use,
  projects: [
    { name: "js", testDir: "stories", testIgnore: slow },
    // The same stories with scripts turned off; what only makes sense with them is named *.hydrate.spec.ts.
    { name: "nojs", testDir: "stories", testIgnore: [/\.hydrate\.spec\.ts$/, ...slow], use: { javaScriptEnabled: false } },
    { name: "pictures", testDir: "pictures" },
  ],
});
