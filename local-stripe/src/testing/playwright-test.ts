import { test as base } from "@playwright/test";
import { createLocalStripe } from "../app";
import { type TestActions, testActions } from "./test-actions";

/**
 * Playwright's `test` with the fixture `localStripe`. With `LOCAL_STRIPE_URL` it is the one that the application under test uses; without, each worker
 * starts its own.
 *
 * ```ts
 * import { test } from "local-stripe/playwright";
 * test("a paid order is confirmed", async ({ page, localStripe }) => {
 *   …
 *   await localStripe.expectEvent("checkout.session.completed");
 * });
 * ```
 */
export const test = base.extend<{ localStripe: TestActions }, { localStripeUrl: string }>({
  localStripeUrl: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that are needed from the pattern.
    async ({}, use) => {
      const { LOCAL_STRIPE_URL: running } = process.env;
      if (running) return use(running);
      const own = await createLocalStripe();
      await use(own.url);
      await own.close();
    },
    { scope: "worker" },
  ],
  localStripe: async ({ localStripeUrl }, use) => {
    const { LOCAL_STRIPE_KEY: key } = process.env;
    await use(testActions(localStripeUrl, key));
  },
});
