import { defineConfig } from "@playwright/test";
import { WORKERS } from "./worker-count";

const { BROWSER_PATH, BROWSERS_REPORT: report } = process.env;

/** As many workers as there are tests: each has a process, a browser and an account, and all run at once. */
export default defineConfig({
  testDir: ".",
  outputDir: "../../../test-results/side-by-side",
  globalSetup: "./global-setup.ts",
  fullyParallel: true,
  workers: WORKERS,
  retries: 0,
  // Ten browsers on a machine with two cores.
  timeout: 120_000,
  expect: { timeout: 60_000 },
  reporter: [["list"], ...(report ? [["json", { outputFile: report }] as const] : [])],
  use: { browserName: "chromium", launchOptions: { executablePath: BROWSER_PATH } },
});
