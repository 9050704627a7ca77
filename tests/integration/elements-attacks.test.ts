import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import type { SessionId } from "@/lib/base/ids";
import { startElementsCheckout } from "@/lib/checkout/elements/elements-checkout.server";
import { updateQuote } from "@/lib/checkout/elements/update-quote.server";
import { discountRedemptions, discountRules, variants } from "@/lib/db/schema";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { testDatabase } from "@/tests/support/database";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { elementsShop, refusal } from "@/tests/support/elements-shop";
import { CARDS, testStripe } from "@/tests/support/local-stripe";
import { recordOf } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";

const { db, kind } = await testDatabase();
const { stripe, control, payByCard, changeAddress } = await testStripe();
const { checkoutOf, expectTotal, orderOf, shopperWith } = elementsShop(db, stripe);

/** PGlite serves one connection at a time: a smaller crowd shows the same there. */
const CROWD = kind === "postgres" ? 200 : 24;

let made = 0;

async function codeLimitedTo(totalLimit: number): Promise<string> {
  made += 1;
  const code = `LIMITED${made}`;
  await db.insert(discountRules).values({
    id: `rule_limited_${made}`,
    kind: "promotion_code",
    code,
    name: { en: "Few", fr: "Rare" },
    conditions: { benefit: { type: "percent", percent: 10 } },
    totalLimit,
    combinable: true,
  });
  return code;
}

/** The connection breaks at the next update of a session, and at each of the SDK's retries. */
const loses = (sessionId: string, kind: "cut_before" | "cut_after") =>
  control("/faults", { path: `/v1/checkout/sessions/${sessionId}`, method: "POST", times: 3, kind });

beforeAll(async () => {
  await insertDemoDiscounts(db);
});

describe.each([
  ["preview", true],
  ["line_items", false],
] as const)("an open checkout with discounts by %s", (_strategy, granted) => {
  beforeAll(() => control("/account", { dynamic_discounts_preview: granted }));

  it("belongs to its shopper: another's gets the answer for a missing one", async () => {
    const { sessionId } = await checkoutOf(3);
    const stranger = await shopperWith(1);
    const attempt = { shopper: stranger, change: { kind: "promotion_code", code: "TENOFF" } } as const;
    expect(await updateQuote({ ...attempt, sessionId })).toEqual({ ok: false, code: "not_found" });
    const none = "cs_test_none" as SessionId;
    expect(await updateQuote({ ...attempt, sessionId: none })).toEqual({ ok: false, code: "not_found" });
  });

  it("can't be used on another surface", async () => {
    const shopper = await shopperWith(3);
    const started = await startSession({ surface: "embedded", shopper, locale: "en" });
    if (!started.ok) throw new Error(started.code);
    const sessionId = started.session.id as SessionId;
    const change = { kind: "remove" } as const;
    expect(refusal(await updateQuote({ sessionId, shopper, change }))).toBe("not_found");
  });

  it("can't be changed once it is paid, or has expired", async () => {
    const paid = await checkoutOf(3);
    await payByCard(paid.clientSecret);
    const closed = { ok: false, code: "session_closed", orderId: paid.orderId };
    expect(await paid.types("TENOFF")).toEqual(closed);
    expect((await orderOf(paid.orderId)).status).toBe("paid");
    expect(await paid.types("TENOFF")).toEqual(closed);
    await expectTotal(paid, 6490);

    const left = await checkoutOf(3);
    await stripe.checkout.sessions.expire(left.sessionId);
    expect(refusal(await left.types("TENOFF"))).toBe("session_closed");
    expect((await orderOf(left.orderId)).status).toBe("expired");
  });

  it("agrees with its order after 100 changes at once", async () => {
    const checkout = await checkoutOf(3);
    const intents = ["TENOFF", "FIVEOFF50", "BYGONE", "remove"].map((code) =>
      code === "remove" ? ({ kind: "remove" } as const) : ({ kind: "promotion_code", code } as const),
    );
    const results = await Promise.all(
      Array.from({ length: 100 }, (_, index) => checkout.does(intents[index % 4] ?? { kind: "remove" })),
    );
    const codes = new Set(results.map(refusal));
    expect(codes).toContain("accepted");
    expect([...codes].filter((code) => !["accepted", "expired", "checkout_busy"].includes(code))).toEqual([]);
    const { total, quote } = await orderOf(checkout.orderId);
    await expectTotal(checkout, total);
    expect(total).toBe(6490 - quote.discountTotal);
    await payByCard(checkout.clientSecret);
    expect(await settleOrder(checkout.orderId)).toBe("paid");
  });

  it("agrees with its order at the next change, when Stripe's answer to a change is lost", async () => {
    const checkout = await checkoutOf(3);
    await loses(checkout.sessionId, "cut_after");
    expect(refusal(await checkout.types("TENOFF"))).toBe("stripe_unavailable");
    expect((await orderOf(checkout.orderId)).total).toBe(6490);
    expect(await checkout.does({ kind: "review" })).toMatchObject({
      ok: true,
      quote: { discountTotal: 600 },
    });
    await expectTotal(checkout, 5890);
  });

  it("agrees with its order when Stripe's answer is lost and the shopper pays at once", async () => {
    const checkout = await checkoutOf(3);
    await loses(checkout.sessionId, "cut_after");
    await checkout.types("TENOFF");
    await payByCard(checkout.clientSecret);
    expect(await settleOrder(checkout.orderId)).toBe("paid");
    expect(await orderOf(checkout.orderId)).toMatchObject({ total: 5890, discountTotal: 600 });
    const taken = await db
      .select({ status: discountRedemptions.status })
      .from(discountRedemptions)
      .where(eq(discountRedemptions.orderId, checkout.orderId));
    expect(taken).toEqual([{ status: "redeemed" }]);
  });

  it("keeps its price when the change never reached Stripe", async () => {
    const checkout = await checkoutOf(3);
    await loses(checkout.sessionId, "cut_before");
    expect(refusal(await checkout.types("TENOFF"))).toBe("stripe_unavailable");
    await expectTotal(checkout, 6490);
    await payByCard(checkout.clientSecret);
    expect(await settleOrder(checkout.orderId)).toBe("paid");
  });

  it("keeps its discounts when Stripe refuses more, because too little would be left to charge", async () => {
    const code = `NEARLY${granted}`;
    await db.insert(discountRules).values({
      id: `rule_nearly_${granted}`,
      kind: "promotion_code",
      code,
      name: { en: "Nearly all", fr: "Presque tout" },
      conditions: { benefit: { type: "percent", percent: 99, coversShipping: true } },
      combinable: false,
    });
    const checkout = await checkoutOf(1);
    await checkout.types("TENOFF");
    expect(refusal(await checkout.types(code))).toBe("amount_too_small");
    await expectTotal(checkout, 2000 - 200 + 490);
    const taken = await db
      .select({ ruleId: discountRedemptions.ruleId })
      .from(discountRedemptions)
      .where(eq(discountRedemptions.orderId, checkout.orderId));
    expect(taken).toEqual([{ ruleId: "rule_code_tenoff" }]);
  });

  it("can't be paid for a country that its discount is not for", async () => {
    const checkout = await checkoutOf(2);
    await changeAddress(checkout.clientSecret, "CA");
    await checkout.does({ kind: "region" });
    await payByCard(checkout.clientSecret, CARDS.success, "US");
    expect(await settleOrder(checkout.orderId)).toBe("needs_attention");
    const { order, told } = await recordOf(db, checkout.orderId);
    expect(order.status).toBe("needs_attention");
    expect(told).toContain("needs_attention");
  });

  it("needs a person when Stripe collected another amount than was agreed", async () => {
    const checkout = await checkoutOf(3);
    await checkout.types("TENOFF");
    await payByCard(checkout.clientSecret);
    await control(`/checkout/sessions/${checkout.sessionId}/tamper`, { amount_total: 3000 });
    expect(await settleOrder(checkout.orderId)).toBe("needs_attention");
  });

  it("says before paying that a price has changed, or the goods are gone", async () => {
    const checkout = await checkoutOf(3);
    const [line] = (await orderOf(checkout.orderId)).quote.lines;
    const set = (values: Partial<typeof variants.$inferInsert>) =>
      db
        .update(variants)
        .set(values)
        .where(eq(variants.id, line?.variantId ?? (checkout.orderId as never)));
    await set({ unitAmount: 2100 });
    expect(refusal(await checkout.does({ kind: "review" }))).toBe("cart_changed");
    await set({ unitAmount: 2000, onHand: 2 });
    expect(refusal(await checkout.does({ kind: "review" }))).toBe("out_of_stock");
    await set({ onHand: 3 });
    expect(await checkout.does({ kind: "review" })).toMatchObject({ ok: true });
  });
});

describe("a code limited to 10", () => {
  it(`is on exactly 10 paid orders when ${CROWD} shoppers want it, and the others know before they pay`, async () => {
    const code = await codeLimitedTo(10);
    const crowd = await Promise.all(Array.from({ length: CROWD }, () => checkoutOf(3)));
    const answers = await Promise.all(crowd.map((checkout) => checkout.types(code)));
    expect(answers.filter((answer) => answer.ok)).toHaveLength(10);
    expect(new Set(answers.filter((answer) => !answer.ok).map(refusal))).toEqual(new Set(["limit_reached"]));

    await Promise.all(crowd.map(({ clientSecret }) => payByCard(clientSecret)));
    await Promise.all(crowd.map(({ orderId }) => settleOrder(orderId)));
    const records = await Promise.all(crowd.map(({ orderId }) => orderOf(orderId)));
    expect(new Set(records.map((order) => order.status))).toEqual(new Set(["paid"]));
    expect(records.filter((order) => order.discountTotal > 0)).toHaveLength(10);
    expect(records.filter((order) => order.total === 5890)).toHaveLength(10);
  }, 120_000);

  it("is available again when the shopper who had it lets the checkout expire", async () => {
    const code = await codeLimitedTo(1);
    const [first, second] = [await checkoutOf(3), await checkoutOf(3)];
    expect(refusal(await first.types(code))).toBe("accepted");
    expect(refusal(await second.types(code))).toBe("limit_reached");
    await stripe.checkout.sessions.expire(first.sessionId);
    await settleOrder(first.orderId);
    expect(refusal(await second.types(code))).toBe("accepted");
  });

  it("does not block the same shopper's next checkout, on any surface", async () => {
    const code = await codeLimitedTo(1);
    const { shopper, types, orderId } = await checkoutOf(3);
    await types(code);
    const embedded = await startSession({ surface: "embedded", shopper, locale: "en" });
    if (!embedded.ok) throw new Error(embedded.code);
    expect(embedded.session.amount_total).toBe(5890);
    expect((await orderOf(orderId)).status).toBe("expired");
    const back = await startElementsCheckout({ shopper, locale: "en" });
    expect(back).toMatchObject({ ok: true, quote: { discountTotal: 600 } });
  });
});
