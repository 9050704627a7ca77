import Stripe from "stripe";
import { describe, expect, it } from "vitest";
import { SyncFailures } from "@/lib/catalog/sync-failures";

const { StripeAuthenticationError, StripeConnectionError, StripeInvalidRequestError } = Stripe.errors;
const error = (Kind: typeof StripeConnectionError) => new Kind({ message: "no", type: "api_error" });

function newReport() {
  const report = { failures: [], failureCount: 0, stopped: null };
  const failures = new SyncFailures(report);
  const fail = (what: Error) => failures.during("mug", () => Promise.reject(what));
  return { report, fail, succeed: () => failures.during("mug", () => Promise.resolve()) };
}

describe("the failures of a sync", () => {
  it("do not stop it while Stripe takes calls of others", async () => {
    const { report, fail, succeed } = newReport();
    for (let count = 0; count < 9; count += 1) await fail(error(StripeConnectionError));
    await succeed();
    for (let count = 0; count < 9; count += 1) await fail(error(StripeConnectionError));
    await fail(error(StripeInvalidRequestError));
    for (let count = 0; count < 9; count += 1) await fail(error(StripeConnectionError));
    expect(report).toMatchObject({ failureCount: 28, stopped: null });
  });

  it("stop it at the tenth in a row that Stripe did not take", async () => {
    const { report, fail } = newReport();
    for (let count = 0; count < 10; count += 1) await fail(error(StripeConnectionError));
    expect(report.stopped).toContain("no");
  });

  it("stop it at once when Stripe refuses the key", async () => {
    const { report, fail } = newReport();
    await fail(error(StripeAuthenticationError));
    expect(report.stopped).toContain("no");
  });

  it("are counted all, and the first are kept", async () => {
    const { report, fail } = newReport();
    for (let count = 0; count < 300; count += 1) await fail(new Error(`number ${count}`));
    expect(report.failureCount).toBe(300);
    expect(report.failures).toHaveLength(200);
    expect(report.failures[0]).toEqual({ slug: "mug", reason: "Error: number 0" });
  });
});
