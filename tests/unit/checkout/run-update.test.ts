import { describe, expect, it, vi } from "vitest";
import type { UpdateAnswer } from "@/lib/checkout/core/quote-answer";
import { runUpdate } from "@/lib/checkout/elements/run-update";
import { shownQuote } from "@/tests/support/checkout-quote";

const answer: UpdateAnswer = { ok: true, quote: shownQuote() };
const refusal: UpdateAnswer = {
  ok: false,
  code: "unknown_code",
  message: "We don’t know this code.",
  quote: null,
  orderId: null,
};

/** Stripe's part: runs the update, then fetches the session. */
const stripe =
  (refetched: boolean) =>
  async (update: () => Promise<unknown>): Promise<{ type: "success" } | { type: "error" }> => {
    try {
      await update();
    } catch {
      return { type: "error" };
    }
    return { type: refetched ? "success" : "error" };
  };

describe("A change of the session that the store makes", () => {
  const never = () => expect.unreachable();

  it("ends with the store's answer, a refusal included", async () => {
    expect(await runUpdate(stripe(true), async () => answer, never)).toBe(answer);
    expect(await runUpdate(stripe(true), async () => refusal, never)).toBe(refusal);
  });

  it("tells the store's refusal rather than Stripe's error", async () => {
    expect(await runUpdate(stripe(false), async () => refusal, never)).toBe(refusal);
  });

  it("is not a success when Stripe.js could not fetch the session", async () => {
    const outcome = await runUpdate(stripe(false), async () => answer, never);
    expect(outcome).toMatchObject({ ok: false, code: "not_refreshed" });
  });

  it("tells a store that was not reached", async () => {
    const outcome = await runUpdate(stripe(true), () => Promise.reject(new TypeError("offline")), never);
    expect(outcome).toMatchObject({ ok: false, code: "network" });
  });

  it("tells a store that takes too long, and still hears its late answer", async () => {
    let arrive = (_answer: UpdateAnswer): void => {};
    const late = new Promise<UpdateAnswer>((resolve) => {
      arrive = resolve;
    });
    const onLate = vi.fn();
    const impatient = async (update: () => Promise<unknown>) => {
      void update();
      return { type: "error" } as const;
    };
    const outcome = await runUpdate(impatient, () => late, onLate);
    expect(outcome).toMatchObject({ ok: false, code: "timeout" });
    arrive(answer);
    await vi.waitFor(() => expect(onLate).toHaveBeenCalledWith(answer), 5_000);
  });

  it("survives a Stripe.js that throws, and leaves its error to the console", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => {});
    const error = new Error("IntegrationError");
    const outcome = await runUpdate(
      () => Promise.reject(error),
      async () => answer,
      never,
    );
    expect(outcome).toMatchObject({ ok: false, code: "not_refreshed" });
    expect(logged).toHaveBeenCalledWith(error);
    logged.mockRestore();
  });
});
