import type { FullResult, Reporter, TestCase, TestResult } from "@playwright/test/reporter";

/** Ends the run with one plain line that a person and a script read alike: `stories: 12 passed, 0 failed`. */
export default class Tally implements Reporter {
  private last = new Map<string, TestResult["status"]>();

  printsToStdio() {
    return false;
  }

  onTestEnd(test: TestCase, result: TestResult) {
    const asExpected = result.status === test.expectedStatus && result.status !== "skipped";
    this.last.set(test.id, asExpected ? "passed" : result.status === "skipped" ? "skipped" : "failed");
  }

  onEnd(run: FullResult) {
    const count = (status: string) => [...this.last.values()].filter((each) => each === status).length;
    // A run also fails outside its stories: a server that did not start, did not stop cleanly, or did not verify.
    const failed = count("failed") || (run.status === "passed" ? 0 : 1);
    const skipped = count("skipped");
    console.log(`\nstories: ${count("passed")} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ""}`);
  }
}
