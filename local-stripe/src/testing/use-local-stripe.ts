import { afterAll, beforeAll } from "vitest";
import { createLocalStripe, type LocalStripeOptions } from "../app";
import { type TestActions, testActions } from "./test-actions";

/**
 * A local Stripe for the tests of a file, or of a `describe`: started before the first, closed after the last.
 *
 * ```ts
 * const local = useLocalStripe();
 * it("is paid", async () => {
 *   const stripe = new Stripe(local.key, local.clientOptions);
 *   …
 *   await local.expectEvent("payment_intent.succeeded");
 * });
 * ```
 */
export function useLocalStripe(options: LocalStripeOptions = {}): TestActions {
  let server: Awaited<ReturnType<typeof createLocalStripe>> | undefined;
  let actions: TestActions | undefined;
  beforeAll(async () => {
    server = await createLocalStripe(options);
    actions = testActions(server.url);
  });
  afterAll(async () => {
    await server?.close();
  });
  const started = (): TestActions => {
    if (!actions)
      throw new Error("The local Stripe starts before the first test: use it in tests and hooks only.");
    return actions;
  };
  return {
    get url() {
      return started().url;
    },
    get key() {
      return started().key;
    },
    get clientOptions() {
      return started().clientOptions;
    },
    expectEvent: (...given) => started().expectEvent(...given),
    advance: (span) => started().advance(span),
    fail: (fault) => started().fail(fault),
    control: (...given) => started().control(...given),
    reset: () => started().reset(),
  };
}
