import { eq } from "drizzle-orm";
import { afterEach, describe, expect, it, vi } from "vitest";
import { type CartId, newCartId, newOrderId, newOrderNumber, type OrderId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { discountRedemptions, discountRules, orders } from "@/lib/db/schema";
import { seedDemonstration } from "@/lib/demonstration/seed.server";
import {
  countRedemptions,
  customerKey,
  type RedemptionRefusal,
  redeem,
  releaseRedemptions,
  reserveRedemptions,
} from "@/lib/discounts/redemptions.server";
import { loadDiscountRules } from "@/lib/discounts/rules.server";
import { expireUnreachableOrder, settleOrder } from "@/lib/orders/settle/settle.server";
import { testDatabase } from "@/tests/support/database";
import { IBANS, testStripe } from "@/tests/support/local-stripe";
import { aQuote } from "@/tests/support/quotes";
import { cartWith, shopperOf, stockedVariants } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";

const { db, kind } = await testDatabase();
const { stripe, control, payByCard, payBySepa } = await testStripe();

/** PGlite serves one connection at a time: a smaller crowd shows the same there. */
const CROWD = kind === "postgres" ? 200 : 30;

const soon = () => new Date(Date.now() + 60_000);
let made = 0;

async function codeLimitedTo(totalLimit: number | null, perCustomerLimit: number | null = null) {
  made += 1;
  const id = `rule_test_${made}`;
  await db.insert(discountRules).values({
    id,
    kind: "promotion_code",
    code: `TEST${made}`,
    name: { en: "Test", fr: "Essai" },
    conditions: { benefit: { type: "percent", percent: 10 } },
    totalLimit,
    perCustomerLimit,
    combinable: true,
  });
  return id;
}

type Reservation = { ok: true } | { ok: false; refused: RedemptionRefusal[] };

/** An order placed with these rules, or undone as a checkout would undo it. */
async function place(ruleIds: string[], cartId: CartId = newCartId(), replacesOrderId?: OrderId) {
  const orderId = newOrderId();
  const quote = aQuote();
  const { subtotal, discountTotal, shippingTotal, total } = quote;
  const result: { outcome: Reservation } = { outcome: { ok: true } };
  const values = { subtotal, discountTotal, shippingTotal, total, taxTotal: 0, quote, cartId };
  const more = { currency: quote.currency, cartFingerprint: "", locale: "en", surface: "elements" } as const;
  await db
    .transaction(async (tx) => {
      await tx.insert(orders).values({ ...values, ...more, id: orderId, number: newOrderNumber() });
      result.outcome = await reserveRedemptions(tx, {
        orderId,
        ruleIds,
        customerKey: customerKey(null, cartId),
        replacesOrderId,
        expiresAt: soon(),
      });
      if (!result.outcome.ok) tx.rollback();
    })
    .catch((error: unknown) => {
      if (result.outcome.ok) throw error;
    });
  return { orderId, cartId, ...result };
}

const statusesOf = async (orderId: OrderId) =>
  (await db.select().from(discountRedemptions).where(eq(discountRedemptions.orderId, orderId))).map(
    (row) => row.status,
  );

const taken = async (ruleId: string, cartId: CartId = newCartId()) =>
  (await countRedemptions(db, { ruleIds: [ruleId], customerKey: cartId })).get(ruleId) ?? {
    total: 0,
    byCustomer: 0,
  };

describe("a limit", () => {
  it(`of 10 holds when ${CROWD} shoppers want it at once`, async () => {
    const rule = await codeLimitedTo(10);
    const placed = await Promise.all(Array.from({ length: CROWD }, () => place([rule])));
    const lucky = placed.filter(({ outcome }) => outcome.ok);
    expect(lucky).toHaveLength(10);
    for (const { outcome, orderId } of placed) {
      if (outcome.ok) continue;
      expect(outcome.refused).toEqual([{ ruleId: rule, code: "limit_reached" }]);
      expect(await statusesOf(orderId)).toEqual([]);
    }
    expect((await taken(rule)).total).toBe(10);
  });

  it("holds for two rules that are reserved in different orders, without a deadlock", async () => {
    const [first, second] = [await codeLimitedTo(5), await codeLimitedTo(7)];
    const placed = await Promise.all(
      Array.from({ length: 40 }, (_, index) => place(index % 2 ? [first, second] : [second, first])),
    );
    expect(placed.filter(({ outcome }) => outcome.ok)).toHaveLength(5);
    expect([(await taken(first)).total, (await taken(second)).total]).toEqual([5, 5]);
  });

  it("of one per customer holds when the customer tries many times at once", async () => {
    const rule = await codeLimitedTo(null, 1);
    const cartId = newCartId();
    const placed = await Promise.all(Array.from({ length: 20 }, () => place([rule], cartId)));
    expect(placed.filter(({ outcome }) => outcome.ok)).toHaveLength(1);
    const refused = placed.find(({ outcome }) => !outcome.ok)?.outcome;
    expect(refused).toEqual({ ok: false, refused: [{ ruleId: rule, code: "already_used" }] });
    expect((await place([rule])).outcome).toEqual({ ok: true });
    expect(await taken(rule, cartId)).toEqual({ total: 2, byCustomer: 1 });
  });

  it("is available again once the reservation is released", async () => {
    const rule = await codeLimitedTo(1);
    const { orderId } = await place([rule]);
    expect((await place([rule])).outcome.ok).toBe(false);
    await db.transaction((tx) => releaseRedemptions(tx, orderId));
    expect(await statusesOf(orderId)).toEqual(["released"]);
    expect((await place([rule])).outcome.ok).toBe(true);
  });

  it("is available again once the reservation has expired", async () => {
    const rule = await codeLimitedTo(1);
    const { orderId } = await place([rule]);
    await db
      .update(discountRedemptions)
      .set({ expiresAt: new Date(Date.now() - 1000) })
      .where(eq(discountRedemptions.orderId, orderId));
    expect((await taken(rule)).total).toBe(0);
    expect((await place([rule])).outcome.ok).toBe(true);
  });

  it("stays used once the order is paid, whatever is released later", async () => {
    const rule = await codeLimitedTo(1);
    const { orderId } = await place([rule]);
    await db.transaction((tx) => redeem(tx, orderId));
    await db.transaction((tx) => redeem(tx, orderId));
    await db.transaction((tx) => releaseRedemptions(tx, orderId));
    expect(await statusesOf(orderId)).toEqual(["redeemed"]);
    expect((await place([rule])).outcome.ok).toBe(false);
  });

  it("does not count the order itself, nor the one it replaces", async () => {
    const [rule, other] = [await codeLimitedTo(1, 1), await codeLimitedTo(1)];
    const { orderId, cartId } = await place([rule]);
    const reserve = (ruleIds: string[]) =>
      db.transaction((tx) =>
        reserveRedemptions(tx, { orderId, ruleIds, customerKey: cartId, expiresAt: soon() }),
      );
    expect(await reserve([rule, other])).toEqual({ ok: true });
    expect(await reserve([other])).toEqual({ ok: true });
    expect((await taken(rule)).total).toBe(0);
    expect((await place([other], cartId, orderId)).outcome).toEqual({ ok: true });
  });

  it("leaves an order as it was when one of its rules is refused", async () => {
    const [rule, gone] = [await codeLimitedTo(5), await codeLimitedTo(1)];
    await place([gone]);
    const { orderId, cartId } = await place([rule]);
    const refused = await db.transaction((tx) =>
      reserveRedemptions(tx, { orderId, ruleIds: [gone], customerKey: cartId, expiresAt: soon() }),
    );
    expect(refused).toEqual({ ok: false, refused: [{ ruleId: gone, code: "limit_reached" }] });
    expect((await taken(rule)).total).toBe(1);
  });

  it("of a rule that was switched off refuses everybody", async () => {
    const rule = await codeLimitedTo(null);
    await db.update(discountRules).set({ active: false }).where(eq(discountRules.id, rule));
    expect((await place([rule])).outcome).toEqual({
      ok: false,
      refused: [{ ruleId: rule, code: "unknown_code" }],
    });
  });
});

describe("an order's payment", () => {
  async function orderWithRule() {
    const rule = await codeLimitedTo(1);
    const [mug] = await stockedVariants(db, stripe, [5]);
    if (!mug) throw new Error("no variant");
    const cartId = await cartWith(db, [[mug, 1]]);
    const shopper = shopperOf(cartId);
    const started = await startSession({ surface: "embedded", shopper, locale: "en" });
    if (!started.ok) throw new Error(`the checkout was refused: ${started.code}`);
    const { orderId, clientSecret } = started;
    const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
    if (!order) throw new Error("no order");
    const discounts = [{ ruleId: rule, name: "Test", reason: "Test", amount: 0 }];
    await db
      .update(orders)
      .set({ quote: { ...order.quote, discounts } })
      .where(eq(orders.id, orderId));
    await db.transaction((tx) =>
      reserveRedemptions(tx, { orderId, ruleIds: [rule], customerKey: cartId, expiresAt: soon() }),
    );
    return { rule, orderId, clientSecret, sessionId: clientSecret.split("_secret_")[0] ?? "" };
  }

  it("redeems what was reserved", async () => {
    const { orderId, clientSecret } = await orderWithRule();
    await payByCard(clientSecret);
    expect(await settleOrder(orderId)).toBe("paid");
    expect(await statusesOf(orderId)).toEqual(["redeemed"]);
  });

  it("that never comes releases it when the session expires", async () => {
    const { orderId, sessionId, rule } = await orderWithRule();
    await control(`/checkout/sessions/${sessionId}/expire`);
    expect(await settleOrder(orderId)).toBe("expired");
    expect((await taken(rule)).total).toBe(0);
  });

  it("that can't come releases it", async () => {
    const rule = await codeLimitedTo(1);
    const { orderId } = await place([rule]);
    await expireUnreachableOrder(orderId);
    expect(await statusesOf(orderId)).toEqual(["released"]);
  });

  it("that is delayed keeps it, and releases it when it fails", async () => {
    const { orderId, sessionId, clientSecret } = await orderWithRule();
    await payBySepa(clientSecret, IBANS.fails);
    expect(await settleOrder(orderId)).toBe("processing");
    const [kept] = await db
      .select()
      .from(discountRedemptions)
      .where(eq(discountRedemptions.orderId, orderId));
    expect(kept).toMatchObject({ status: "reserved", expiresAt: null });

    const session = await stripe.checkout.sessions.retrieve(sessionId);
    await control(`/payment_intents/${session.payment_intent}/fail`);
    expect(await settleOrder(orderId)).toBe("payment_failed");
    expect(await statusesOf(orderId)).toEqual(["released"]);
  });
});

describe("the merchant's rules", () => {
  afterEach(() => vi.restoreAllMocks());

  it("are seeded once, and the merchant's edits stay", async () => {
    await seedDemonstration(db, currency("EUR"));
    await db
      .update(discountRules)
      .set({ active: false, totalLimit: 7 })
      .where(eq(discountRules.code, "TENOFF"));
    await seedDemonstration(db, currency("EUR"));
    const [row] = await db.select().from(discountRules).where(eq(discountRules.code, "TENOFF"));
    expect(row).toMatchObject({ active: false, totalLimit: 7 });
  });

  it("that are considered are those without a code and those whose code was entered", async () => {
    const rules = await loadDiscountRules(db, ["tenoff", " rare ", "nosuch"]);
    const codes = rules.flatMap((rule) => (rule.kind === "promotion_code" ? rule.code : []));
    expect(codes).toEqual(["RARE"]);
    expect(rules.map((rule) => rule.id)).toContain("rule_loyalty_gold");
    expect((await loadDiscountRules(db, [])).every((rule) => rule.kind !== "promotion_code")).toBe(true);
  });

  it("that are broken are left out and named in the log", async () => {
    const logged = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const id = await codeLimitedTo(null);
    const conditions = { benefit: { type: "percent", percent: 300 } } as const;
    await db.update(discountRules).set({ conditions }).where(eq(discountRules.id, id));
    expect(await loadDiscountRules(db, [`TEST${made}`])).not.toContainEqual(expect.objectContaining({ id }));
    expect(logged).toHaveBeenCalledWith(expect.stringContaining(id));
  });

  it("can't have the same code twice, in any case, a code for another kind, or a limit of zero", async () => {
    const values = {
      id: "rule_bad",
      kind: "promotion_code" as const,
      code: "rare",
      name: { en: "Bad", fr: "Mauvais" },
      conditions: { benefit: { type: "percent" as const, percent: 10 } },
      combinable: true,
    };
    const insert = (changes: object) => db.insert(discountRules).values({ ...values, ...changes });
    await expect(insert({})).rejects.toThrow();
    await expect(insert({ kind: "region", code: "OTHER" })).rejects.toThrow();
    await expect(insert({ code: "OTHER", totalLimit: 0 })).rejects.toThrow();
    await expect(insert({ code: null })).rejects.toThrow();
  });
});
