import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** The tests of the pure core, and no others: each runs again for every change that Stryker makes in what it covers. */
export default defineConfig({
  root,
  resolve: {
    alias: { "@/": root, "server-only": `${root}tests/support/server-only.ts` },
  },
  test: {
    // Stryker watches the time itself.
    testTimeout: 60_000,
    include: [
      "tests/unit/money*.test.ts",
      "tests/unit/{discounts,lifecycle,orders,outbox,quote,webhooks}/**/*.test.ts",
      "tests/unit/customers/tier*.test.ts",
    ],
  },
});
