import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { newCartId } from "@/lib/base/ids";
import { confirmPayment } from "@/lib/checkout/payment-element/confirm-payment.server";
import { startPayment } from "@/lib/checkout/payment-element/start-payment.server";
import { cartLines, orders, paymentConfirmations, stockHolds } from "@/lib/db/schema";
import { beginReconciliation, reconcileOrders } from "@/lib/orders/rounds/reconcile.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { chargesAt } from "@/tests/support/charges";
import { testDatabase } from "@/tests/support/database";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { elementsShop, gold } from "@/tests/support/elements-shop";
import { testStripe } from "@/tests/support/local-stripe";
import { paymentShop } from "@/tests/support/payment-shop";
import { startSession } from "@/tests/support/start-session";

const { db, kind } = await testDatabase();
const { stripe, url, control, answerBank } = await testStripe();
const { shopperWith } = elementsShop(db, stripe);
const { begin, token, orderOf } = paymentShop(db, url);
const { charged, intentsOf } = chargesAt(stripe);

/** Longer than the SDK's retries. */
const losesAnswer = (kind: "cut_before" | "cut_after") =>
  control("/faults", { path: "/v1/payment_intents", method: "POST", times: 3, kind });

/** Something else that happens once while the next confirmation is being reviewed, which then goes on. */
async function duringReview(work: () => Promise<void>) {
  const review = await import("@/lib/orders/attempts/end-earlier.server");
  const { endEarlierAttempts } = review;
  return vi.spyOn(review, "endEarlierAttempts").mockImplementationOnce(async (orderId) => {
    await work();
    return endEarlierAttempts(orderId);
  });
}

type Checkout = Awaited<ReturnType<typeof begin>>;

const checkoutOf = async (pieces = 2, customer: Parameters<typeof shopperWith>[1] = null) =>
  begin(await shopperWith(pieces, customer));

beforeAll(async () => {
  await insertDemoDiscounts(db);
});

describe("one order and one charge", () => {
  it("when 50 requests confirm it at once, each with a token of its own", async () => {
    const checkout = await checkoutOf();
    const tokens = await Promise.all(
      Array.from({ length: kind === "postgres" ? 50 : 20 }, () => token({ amount: checkout.amount })),
    );
    const results = await Promise.all(tokens.map((id) => checkout.confirm(id, checkout.signedQuote)));
    expect(results.filter((result) => result.ok).length).toBeGreaterThanOrEqual(1);
    for (const result of results) {
      if (!result.ok) expect(["payment_in_progress", "not_payable"]).toContain(result.code);
    }
    expect(await charged(checkout.orderId)).toBe(4490);
    expect((await orderOf(checkout.orderId)).status).toBe("paid");
  });

  it("when the button is pressed twice with one token", async () => {
    const checkout = await checkoutOf();
    const id = await token({ amount: checkout.amount });
    const [one, other] = await Promise.all([checkout.confirm(id), checkout.confirm(id)]);
    expect([one.ok, other.ok]).toContain(true);
    expect(await checkout.confirm(id)).toMatchObject({ ok: true, status: "succeeded" });
    expect(await charged(checkout.orderId)).toBe(4490);
  });

  it("when two orders are confirmed with one token at once", async () => {
    const [one, other] = [await checkoutOf(), await checkoutOf()];
    const id = await token({ amount: one.amount });
    const results = await Promise.all([one.confirm(id), other.confirm(id)]);
    expect(results.filter((result) => result.ok)).toHaveLength(1);
    expect(results.filter((result) => !result.ok)).toEqual([{ ok: false, code: "token_used" }]);
    expect((await charged(one.orderId)) + (await charged(other.orderId))).toBe(4490);
  });

  it("when the answer is lost and the page sends the same token again", async () => {
    const checkout = await checkoutOf();
    const id = await token({ amount: checkout.amount });
    await losesAnswer("cut_after");
    expect(await checkout.confirm(id)).toEqual({
      ok: false,
      code: "payment_unknown",
      orderId: checkout.orderId,
    });
    expect(await checkout.confirm(id)).toMatchObject({ ok: true, status: "succeeded" });
    expect(await charged(checkout.orderId)).toBe(4490);
  });

  it("when the answer is lost and the shopper starts again with another card and another price", async () => {
    const checkout = await checkoutOf(3);
    const id = await token({ amount: checkout.amount });
    await losesAnswer("cut_after");
    await checkout.confirm(id);
    await checkout.types("TENOFF");
    expect(await checkout.pays({ number: "5555555555554444" })).toMatchObject({ ok: true });
    expect(await charged(checkout.orderId)).toBe(6490);
    expect(await orderOf(checkout.orderId)).toMatchObject({ status: "paid", total: 6490 });
  });

  it("when the answer is lost for good: the event brings the result", async () => {
    const checkout = await checkoutOf();
    const id = await token({ amount: checkout.amount });
    await losesAnswer("cut_after");
    await checkout.confirm(id);
    const [intent] = await intentsOf(checkout.orderId);
    if (!intent) throw new Error("nothing was charged");
    const { applyEvent } = await import("@/lib/webhooks/apply-event.server");
    const [event] = await stripe.events
      .list({ type: "payment_intent.succeeded", limit: 1 })
      .then((page) => page.data);
    await applyEvent(event as Parameters<typeof applyEvent>[0], async () => {});
    expect((await orderOf(checkout.orderId)).status).toBe("paid");
  });

  it("when the shopper signs in between a lost answer and the next click", async () => {
    const checkout = await checkoutOf();
    const id = await token({ amount: checkout.amount });
    await losesAnswer("cut_after");
    await checkout.confirm(id);
    const { customer } = await shopperWith(1, gold);
    const shopper = { ...checkout.shopper, customer };
    const { orderId } = checkout;
    expect(await confirmPayment({ orderId, tokenId: id, shopper })).toMatchObject({ ok: true });
    expect(await charged(orderId)).toBe(4490);
  });

  it("for the new total and with the new card, when the first never reached Stripe", async () => {
    const checkout = await checkoutOf(3);
    await losesAnswer("cut_before");
    expect(await checkout.pays()).toMatchObject({ ok: false, code: "payment_unknown" });
    const updated = await checkout.types("TENOFF");
    if (!updated.ok) throw new Error(updated.code);
    const { amount, signedQuote } = updated.checkout;
    const paid = await checkout.pays({ number: "5555555555554444", amount }, signedQuote);
    expect(paid).toMatchObject({ ok: true, status: "succeeded" });
    expect(await charged(checkout.orderId)).toBe(5890);
    expect(await orderOf(checkout.orderId)).toMatchObject({ status: "paid", total: 5890 });
  });

  it("when its check took so long that another request has taken the order over", async () => {
    const checkout = await checkoutOf();
    const late = await token({ amount: checkout.amount });
    const meanwhile = await duringReview(async () => {
      await db
        .update(paymentConfirmations)
        .set({ runsUntil: new Date(Date.now() - 1000) })
        .where(eq(paymentConfirmations.tokenId, late));
      expect(await checkout.pays()).toMatchObject({ ok: true });
    });
    expect(await checkout.confirm(late)).toMatchObject({ ok: false, code: "payment_in_progress" });
    meanwhile.mockRestore();
    expect(await charged(checkout.orderId)).toBe(4490);
    expect((await orderOf(checkout.orderId)).status).toBe("paid");
  });
});

describe("an expired order", () => {
  it("is not charged by a page that was left open, and can be paid again at once", async () => {
    const checkout = await checkoutOf();
    const { shopper, orderId } = checkout;
    const ranOut = new Date(Date.now() - 1000);
    await db.update(stockHolds).set({ expiresAt: ranOut }).where(eq(stockHolds.orderId, orderId));
    await reconcileOrders(await beginReconciliation(3_600));
    expect(await checkout.pays()).toEqual({ ok: false, code: "not_payable", orderId });
    expect(await startPayment({ shopper, locale: "en", orderId })).toMatchObject({ ok: true, orderId });
    expect(await checkout.pays()).toMatchObject({ ok: true, status: "succeeded" });
    expect(await charged(orderId)).toBe(4490);
  });
});

describe("an earlier attempt that is replaced", () => {
  it("does not end the order when its end is reported before the next one is charged", async () => {
    const checkout = await checkoutOf();
    await checkout.pays({ number: "4000000000000002" });
    const [declined] = await intentsOf(checkout.orderId);
    const meanwhile = await duringReview(async () => {
      await stripe.paymentIntents.cancel(declined?.id ?? "");
      expect(await settleOrder(checkout.orderId)).toBe("open");
    });
    expect(await checkout.pays()).toMatchObject({ ok: true, status: "succeeded" });
    meanwhile.mockRestore();
    expect((await orderOf(checkout.orderId)).status).toBe("paid");
  });
});

describe("another checkout of a changed cart", () => {
  const changesCart = ({ shopper }: Checkout) =>
    db
      .update(cartLines)
      .set({ quantity: 3 })
      .where(eq(cartLines.cartId, shopper.cartId ?? newCartId()));

  it("does not cancel an order that is being paid", async () => {
    const checkout = await checkoutOf();
    const { shopper, orderId } = checkout;
    const meanwhile = await duringReview(async () => {
      await changesCart(checkout);
      const inProgress = { ok: false, code: "payment_in_progress", orderId };
      expect(await startPayment({ shopper, locale: "en" })).toEqual(inProgress);
      expect(await startSession({ surface: "embedded", shopper, locale: "en" })).toEqual(inProgress);
      expect(await startSession({ surface: "embedded", shopper, locale: "en", orderId })).toEqual(inProgress);
    });
    expect(await checkout.pays()).toMatchObject({ ok: true });
    meanwhile.mockRestore();
    expect((await orderOf(orderId)).status).toBe("paid");
  });

  it("changes nothing when the shopper's bank has just agreed to the one before", async () => {
    const checkout = await checkoutOf();
    const { shopper, orderId } = checkout;
    await checkout.pays({ number: "4000002760003184" });
    const [asked] = await intentsOf(orderId);
    await answerBank(asked, "authorize");
    await changesCart(checkout);
    expect(await startPayment({ shopper, locale: "en" })).toEqual({
      ok: false,
      code: "payment_in_progress",
      orderId,
    });
    expect((await orderOf(orderId)).status).toBe("paid");
    const ofCart = await db
      .select()
      .from(orders)
      .where(eq(orders.cartId, shopper.cartId ?? newCartId()));
    expect(ofCart.map(({ status }) => status).sort()).toEqual(["canceled", "paid"]);
  });

  it("first finds out about a lost answer: it was paid", async () => {
    const checkout = await checkoutOf();
    const { shopper, orderId } = checkout;
    await losesAnswer("cut_after");
    await checkout.pays();
    await changesCart(checkout);
    expect(await startPayment({ shopper, locale: "en" })).toMatchObject({
      code: "payment_in_progress",
      orderId,
    });
    expect((await orderOf(orderId)).status).toBe("paid");
    expect(await charged(orderId)).toBe(4490);
  });

  it("replaces an order whose payment never reached Stripe, which then can't be charged", async () => {
    const checkout = await checkoutOf();
    const { shopper, orderId } = checkout;
    const id = await token({ amount: checkout.amount });
    await losesAnswer("cut_before");
    await checkout.confirm(id);
    await changesCart(checkout);
    const started = await startSession({ surface: "embedded", shopper, locale: "en" });
    expect(started).toMatchObject({ ok: true });
    expect((await orderOf(orderId)).status).toBe("canceled");
    expect(await checkout.confirm(id)).toMatchObject({ ok: false, code: "not_payable" });
    expect(await charged(orderId)).toBe(0);
  });

  it("and a payment at the same moment never end in a canceled order that was paid", async () => {
    const rounds = Array.from({ length: 4 }, async () => {
      const checkout = await checkoutOf();
      const tokenId = await token({ amount: checkout.amount });
      await changesCart(checkout);
      const { shopper, orderId } = checkout;
      await Promise.all([checkout.confirm(tokenId), startPayment({ shopper, locale: "en" })]);
      const { status } = await orderOf(orderId);
      return { status, charged: await charged(orderId) };
    });
    for (const round of await Promise.all(rounds)) {
      expect([
        { status: "paid", charged: 4490 },
        { status: "canceled", charged: 0 },
      ]).toContainEqual(round);
    }
  });
});
