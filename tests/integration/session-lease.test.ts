import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { orderQuotes, paymentAttempts } from "@/lib/db/schema";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { stripe as storesStripe } from "@/lib/stripe/client";
import { testDatabase } from "@/tests/support/database";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { elementsShop, refusal } from "@/tests/support/elements-shop";
import { testStripe } from "@/tests/support/local-stripe";

const { db } = await testDatabase();
const { stripe, payByCard, callsOf } = await testStripe();
const { checkoutOf, orderOf, expectTotal } = elementsShop(db, stripe);

type Checkout = Awaited<ReturnType<typeof checkoutOf>>;

/** Another process of the store: it knows nothing of what this one is waiting for. */
async function elsewhere({ sessionId, shopper }: Checkout) {
  vi.resetModules();
  const { updateQuote } = await import("@/lib/checkout/elements/update-quote.server");
  return {
    types: (code: string) => updateQuote({ sessionId, shopper, change: { kind: "promotion_code", code } }),
  };
}

/** The next update of a session in this process stops there, once Stripe has it or just before, until it is told to go on. */
function hangs(when: "before_stripe" | "after_stripe") {
  const { sessions } = storesStripe().checkout;
  const update = sessions.update.bind(sessions);
  let goOn = () => {};
  const goesOn = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const spy = vi.spyOn(sessions, "update").mockImplementationOnce(async (...asked) => {
    if (when === "before_stripe") await goesOn;
    const session = await update(...(asked as Parameters<typeof update>));
    hung = true;
    if (when === "after_stripe") await goesOn;
    return session;
  });
  let hung = false;
  return {
    goOn,
    isReached: () =>
      vi.waitFor(() => expect(when === "after_stripe" ? hung : spy.mock.calls.length).toBeTruthy(), 20_000),
    restore: () => spy.mockRestore(),
  };
}

const leaseOf = async ({ sessionId }: Checkout) => {
  const [row] = await db.select().from(paymentAttempts).where(eq(paymentAttempts.stripeId, sessionId));
  return row?.updateLeaseUntil?.getTime() ?? null;
};

/** As if its process had said nothing for too long. */
const leaseRunsOut = ({ sessionId }: Checkout) =>
  db
    .update(paymentAttempts)
    .set({ updateLeaseUntil: new Date(Date.now() - 1_000) })
    .where(eq(paymentAttempts.stripeId, sessionId));

beforeAll(async () => {
  await insertDemoDiscounts(db);
});

describe("updates of one session, in two processes", () => {
  it("run one after the other: the second does not even ask Stripe while the first works", async () => {
    const checkout = await checkoutOf(3);
    const other = await elsewhere(checkout);
    const first = hangs("before_stripe");
    const typed = checkout.types("TENOFF");
    await first.isReached();
    const calls = await callsOf(async () => {
      expect(refusal(await other.types("FIVEOFF50"))).toBe("checkout_busy");
    });
    expect(calls).toEqual([]);
    first.goOn();
    expect(refusal(await typed)).toBe("accepted");
    first.restore();
    expect(refusal(await other.types("FIVEOFF50"))).toBe("accepted");
    await expectTotal(checkout, (await orderOf(checkout.orderId)).total);
  });

  it("continue when the process of one of them is gone", async () => {
    const checkout = await checkoutOf(3);
    const inAnHour = new Date(Date.now() + 3_600_000);
    const lease = { updateLease: "a process that was stopped", updateLeaseUntil: inAnHour };
    await db.update(paymentAttempts).set(lease).where(eq(paymentAttempts.stripeId, checkout.sessionId));
    await leaseRunsOut(checkout);
    expect(refusal(await checkout.types("TENOFF"))).toBe("accepted");
    expect(await leaseOf(checkout)).toBeNull();
  });

  it("agree with Stripe and the order when one that had hung continues after the other overtook it", async () => {
    const checkout = await checkoutOf(3);
    const other = await elsewhere(checkout);
    const first = hangs("after_stripe");
    const typed = checkout.types("TENOFF");
    await first.isReached();
    await leaseRunsOut(checkout);
    expect(refusal(await other.types("FIVEOFF50"))).toBe("accepted");
    const { quote: overtaking } = await orderOf(checkout.orderId);
    first.goOn();
    expect(refusal(await typed)).toBe("accepted");
    first.restore();

    const { quote, total } = await orderOf(checkout.orderId);
    expect(quote.revision).toBeGreaterThanOrEqual(overtaking.revision);
    expect(quote.discounts.map((discount) => discount.code).sort()).toEqual(["FIVEOFF50", "TENOFF"]);
    const session = await stripe.checkout.sessions.retrieve(checkout.sessionId);
    expect(session.metadata?.quote_revision).toBe(String(quote.revision));
    await expectTotal(checkout, total);
    await payByCard(checkout.clientSecret);
    expect(await settleOrder(checkout.orderId)).toBe("paid");
  });

  it("never give two quotes the same number", async () => {
    const checkout = await checkoutOf(3);
    const other = await elsewhere(checkout);
    await Promise.all([
      checkout.types("TENOFF"),
      other.types("FIVEOFF50"),
      checkout.does({ kind: "remove" }),
    ]);
    const quotes = await db.select().from(orderQuotes).where(eq(orderQuotes.orderId, checkout.orderId));
    expect(new Set(quotes.map((row) => row.revision)).size).toBe(quotes.length);
    await expectTotal(checkout, (await orderOf(checkout.orderId)).total);
  });
});
