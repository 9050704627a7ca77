import { defineConfig } from "@playwright/test";

const desktop = { viewport: { width: 1280, height: 800 } };
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };
const report = process.env.JOURNEYS_REPORT;

export default defineConfig({
  testDir: "tests/journeys",
  outputDir: "test-results",
  globalSetup: "./tests/journeys/support/global-setup.ts",
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: report ? [["list"], ["json", { outputFile: report }]] : [["list"]],
  use: {
    browserName: "chromium",
    locale: "en-GB",
    actionTimeout: 15_000,
    // A trace of every step costs a quarter of the time; ask for it with `--trace retain-on-failure`.
    trace: "off",
    screenshot: "only-on-failure",
    launchOptions: { executablePath: process.env.BROWSER_PATH },
  },
  projects: [
    { name: "desktop", use: desktop, testIgnore: "serial/**" },
    // These go past the pages, so the screen's size makes no difference to them.
    {
      name: "phone",
      use: phone,
      testIgnore: [
        "serial/**",
        "tampering*.spec.ts",
        "*-checklist.spec.ts",
        "translated.spec.ts",
        "migration.spec.ts",
      ],
    },
    // What changes the whole local Stripe runs alone, after the rest.
    {
      name: "serial-desktop",
      use: desktop,
      testMatch: "serial/**",
      workers: 1,
      dependencies: ["desktop", "phone"],
    },
    {
      name: "serial-phone",
      use: phone,
      testMatch: "serial/**",
      // These choose the screen themselves, or don't depend on it.
      testIgnore:
        "serial/{billing-address,catalog-age,catalog-renewal,every-page,old-page,payment-options,payment-settings,tax}.spec.ts",
      workers: 1,
      dependencies: ["serial-desktop"],
    },
  ],
});
