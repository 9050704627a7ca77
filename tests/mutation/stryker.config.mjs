/** @type {import("@stryker-mutator/api/core").PartialStrykerOptions} */
export default {
  mutate: [
    "lib/base/money*.ts",
    "lib/quote/*.ts",
    "lib/discounts/{combination,counted-orders,eligibility,history,history-needs,next-order,quote-discounts,recompute,segments}.ts",
    "lib/lifecycle/{dispute-stage,effect-conditions,transitions}.ts",
    "lib/orders/settle/{compare,decide,evidence,intent-evidence,money-back,order-facts}.ts",
    "lib/orders/merchant/refund-plan.ts",
    "lib/outbox/backoff.ts",
    "lib/webhooks/retry.ts",
  ],
  plugins: ["@stryker-mutator/vitest-runner"],
  testRunner: "vitest",
  vitest: { configFile: "tests/mutation/vitest.config.ts" },
  checkers: [],
  reporters: ["clear-text", "json"],
  clearTextReporter: { allowColor: false, logTests: false, reportTests: false },
  jsonReporter: { fileName: "tests/mutation/report/mutation.json" },
  thresholds: { high: 95, low: 90, break: 90 },
  incremental: true,
  incrementalFile: "tests/mutation/report/incremental.json",
  tempDirName: "tests/mutation/report/sandbox",
  // Without a tsconfig: Stryker rewrites its paths with TypeScript's old interface, which version 7 does not have.
  tsconfigFile: "none",
  ignorePatterns: [
    "*",
    "!{components,emails,i18n,lib,messages,scripts,tests}/**",
    "!package.json",
    "tests/mutation/{node_modules,report}",
  ],
  timeoutMS: 20_000,
  concurrency: 2,
};
