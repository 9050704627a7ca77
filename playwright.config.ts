import { defineConfig } from "@playwright/test";
import { targetOfJourneys } from "./tests/journeys/support/target";

const desktop = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const WHOLE_STORE = "whole-store/**";
const DEPLOYMENT = "deployment/**";
const report = process.env.JOURNEYS_REPORT;
const target = targetOfJourneys();
const ofDeployment = target.kind === "deployment";
// A project's own list takes the place of the one for all.
const ignored = ofDeployment ? [] : [DEPLOYMENT];

export default defineConfig({
  testDir: "tests/journeys",
  outputDir: "test-results",
  globalSetup: "./tests/journeys/support/global-setup.ts",
  fullyParallel: true,
  // One more than a small machine has cores: a journey also waits. A Stripe account has room for one store's goods and events.
  workers: target.kind === "stripe" ? 1 : 3,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: [
    ["list"],
    ["./tests/journeys/support/left-out.ts"],
    ...(report ? [["json", { outputFile: report }] as const] : []),
  ],
  use: {
    browserName: "chromium",
    locale: "en-GB",
    actionTimeout: 15_000,
    // What pulses and turns while a page is waited for is drawn anew for every frame.
    contextOptions: { reducedMotion: "reduce" },
    // A trace of every step costs a quarter of the time; ask for it with `--trace retain-on-failure`.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: { executablePath: process.env.BROWSER_PATH },
  },
  // In a store that runs somewhere one shops as a stranger: all other journeys arrange things in its database.
  ...(ofDeployment && { testMatch: DEPLOYMENT, ...(target.readOnly && { grepInvert: /@orders/ }) }),
  projects: [
    // What changes a whole store comes first, as it has the longest journeys.
    { name: "whole-store", use: desktop, testMatch: ofDeployment ? [] : WHOLE_STORE },
    { name: "desktop", use: desktop, testIgnore: [WHOLE_STORE, ...ignored] },
    // Where a phone differs: its drawer, its keyboard, what fits on it. Each surface is paid on once as well.
    { name: "phone", use: phone, grep: /@phone/, testIgnore: ignored },
  ],
});
