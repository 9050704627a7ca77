import { and, eq } from "drizzle-orm";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { AttemptId, OrderId } from "@/lib/base/ids";
import { startPayment } from "@/lib/checkout/payment-element/start-payment.server";
import { disputes, orderTimeline, stockHolds, variants } from "@/lib/db/schema";
import { markShipped } from "@/lib/fulfilment/mark-shipped.server";
import { takeBackParcel } from "@/lib/fulfilment/take-back.server";
import { TRANSITIONS } from "@/lib/lifecycle/transitions";
import { ORDER_STATUSES, type OrderStatus } from "@/lib/model/order";
import type { RefundTerms } from "@/lib/model/refund";
import { cancelOrder } from "@/lib/orders/merchant/cancel-order.server";
import { acceptOrder, deliverLater } from "@/lib/orders/merchant/decide-on-order.server";
import { refundOrder } from "@/lib/orders/merchant/refund-order.server";
import { sendOwedOrders } from "@/lib/orders/rounds/owed-orders.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { HANDLED_EVENTS } from "@/lib/webhooks/handled";
import packageJson from "@/package.json";
import { testDatabase } from "@/tests/support/database";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { elementsShop } from "@/tests/support/elements-shop";
import { IBANS, testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";
import { cartWith, shopperOf, stockedVariants } from "@/tests/support/shop";

const { db } = await testDatabase();
const local = await testStripe();
const { stripe, control } = local;
const { placed, paid, checkout, orderOf, strayPayment } = orderShop(db, local);
const { checkoutOf } = elementsShop(db, stripe);

beforeAll(async () => {
  await insertDemoDiscounts(db);
});
beforeEach(() => {
  for (const method of ["warn", "info", "error"] as const) {
    vi.spyOn(console, method).mockImplementation(() => undefined);
  }
});

type Order = { orderId: OrderId; number: string };
type Placed = Awaited<ReturnType<typeof placed>>;
type Paid = Awaited<ReturnType<typeof paid>>;

/** A card whose refunds are pending, and one whose refunds fail after a day. */
const PENDING = "4000000000007726";
const FAILING = "4000000000005126";

const settled = async <T extends Order>(order: T): Promise<T> => {
  await settleOrder(order.orderId);
  return order;
};

async function intentOfSession({ session }: Placed): Promise<string> {
  return String((await stripe.checkout.sessions.retrieve(session.id)).payment_intent);
}

/** A debit that takes days. */
async function debited() {
  const order = await placed();
  await local.payBySepa(order.clientSecret);
  return order;
}
const processing = async () => settled(await debited());

async function bounced(order: Placed) {
  await control(`/payment_intents/${await intentOfSession(order)}/fail`);
  return settled(order);
}
const failed = async () => bounced(await processing());

async function expired() {
  const order = await placed();
  await control(`/checkout/sessions/${order.session.id}/expire`);
  return settled(order);
}

async function canceled<T extends Order>(order: T): Promise<T> {
  expect(await cancelOrder(order.number, { restock: false })).toMatchObject({ ok: true });
  return order;
}

async function tampered(order: Placed) {
  await control(`/checkout/sessions/${order.session.id}/tamper`, { amount_total: 2489 });
  return settled(order);
}

/** Paid, and not what was quoted. */
async function mismatched(card?: string): Promise<Paid> {
  const order = await placed();
  await local.payByCard(order.clientSecret, card);
  await tampered(order);
  return { ...order, intentId: (await intentOfSession(order)) as Paid["intentId"] };
}

const goods = (order: Pick<Placed, "mug">, onHand: number) =>
  db.update(variants).set({ onHand }).where(eq(variants.id, order.mug));

/** Paid, and its goods are gone. */
async function short(): Promise<Paid> {
  const order = await placed();
  await local.payByCard(order.clientSecret);
  await goods(order, 0);
  await settled(order);
  return { ...order, intentId: (await intentOfSession(order)) as Paid["intentId"] };
}

async function owed(): Promise<Paid> {
  const order = await short();
  expect(await deliverLater(order.number)).toEqual({ ok: true, status: "awaiting_stock" });
  return order;
}

async function arrived<T extends Pick<Placed, "mug">>(order: T): Promise<T> {
  await goods(order, 5);
  await sendOwedOrders();
  return order;
}

async function sent<T extends Order>(order: T): Promise<T> {
  expect(
    await markShipped(db, order.number, { kind: "shipped", carrier: null, trackingNumber: null }),
  ).toEqual({ ok: true });
  return order;
}

async function takenBack<T extends Order>(order: T): Promise<T> {
  expect(await takeBackParcel(db, order.number, null)).toMatchObject({ ok: true });
  return order;
}

async function refunded<T extends Order>(order: T, changes: Partial<RefundTerms> = {}): Promise<T> {
  const wish = { amount: null, payment: null, restock: false, outside: false, ...changes };
  expect(await refundOrder(order.number, wish)).toMatchObject({ ok: true });
  return order;
}

async function ends<T extends Paid>(order: T, status: "succeeded" | "failed"): Promise<T> {
  const { data } = await stripe.refunds.list({ payment_intent: order.intentId });
  await control(`/refunds/${data[0]?.id}/end`, { status });
  return settled(order);
}

async function disputed<T extends Paid>(order: T, how: object = {}): Promise<T> {
  expect(await control(`/payment_intents/${order.intentId}/dispute`, how)).toMatchObject({ status: 200 });
  return settled(order);
}

async function decided<T extends Paid>(order: T, outcome: "won" | "lost" | "warning_closed"): Promise<T> {
  const [open] = await db
    .select()
    .from(disputes)
    .where(and(eq(disputes.orderId, order.orderId), eq(disputes.paymentIntentId, order.intentId)));
  await control(`/disputes/${open?.stripeId}/close`, { outcome });
  return settled(order);
}

/** Another payment for the order, made by a try whose answer was lost. */
async function paidAgain<T extends Order>(order: T, amount = 2490): Promise<T> {
  const { id } = await strayPayment(order.orderId, amount);
  await settleOrder(order.orderId, { attemptId: id as AttemptId });
  return order;
}

async function debitedAgain<T extends Order>(order: T): Promise<T> {
  const method = await stripe.paymentMethods.create({
    type: "sepa_debit",
    sepa_debit: { iban: IBANS.success },
    billing_details: { name: "Ada Lovelace", email: "ada@example.com" },
  });
  const { id } = await strayPayment(order.orderId, 2490, {
    payment_method: method.id,
    mandate_data: { customer_acceptance: { type: "offline", offline: {} } },
  });
  await settleOrder(order.orderId, { attemptId: id as AttemptId });
  return order;
}

/** Placed on the Payment Element: nothing is at Stripe before the shopper pays. */
async function unstarted(): Promise<Order> {
  const [mug] = await stockedVariants(db, stripe, [10]);
  if (!mug) throw new Error("no variant");
  const started = await startPayment({ shopper: shopperOf(await cartWith(db, [[mug, 1]])), locale: "en" });
  if (!started.ok) throw new Error(started.code);
  return { orderId: started.orderId, number: (await orderOf(started.orderId)).number };
}

/** Its discounts cover all of it; with `gone` its goods are not there when it is settled. */
async function free({ gone = false } = {}): Promise<Order> {
  const { orderId, clientSecret, types } = await checkoutOf(1);
  expect(await types("ALLFREE")).toMatchObject({ ok: true });
  await local.payByCard(clientSecret);
  const [hold] = await db.select().from(stockHolds).where(eq(stockHolds.orderId, orderId));
  if (gone && hold) await goods({ mug: hold.variantId }, 0);
  return settled({ orderId, number: (await orderOf(orderId)).number });
}

type Edge = {
  [From in OrderStatus]: `${From} -> ${(typeof TRANSITIONS)[From][number]}`;
}[OrderStatus];

/** A command of the merchant's, an event of Stripe's, or what a shopper or the store itself does. */
type Walker =
  | keyof typeof packageJson.scripts
  | (typeof HANDLED_EVENTS)[number]
  | "pay again"
  | "goods arrive";

/** Who takes an order along each edge of the table, and the way from the cart to there. */
const WALKS: Record<Edge, [Walker, () => Promise<Order>]> = {
  "open -> processing": ["checkout.session.completed", processing],
  "open -> paid": ["checkout.session.completed", paid],
  "open -> payment_failed": ["payment_intent.payment_failed", async () => bounced(await debited())],
  "open -> expired": ["checkout.session.expired", expired],
  "open -> canceled": ["orders:cancel", async () => canceled(await unstarted())],
  "open -> needs_attention": ["checkout.session.completed", mismatched],

  "processing -> paid": [
    "payment_intent.succeeded",
    async () => {
      const order = await processing();
      await control(`/payment_intents/${await intentOfSession(order)}/settle`);
      return settled(order);
    },
  ],
  "processing -> payment_failed": ["payment_intent.payment_failed", failed],
  "processing -> needs_attention": [
    "payment_intent.succeeded",
    async () => {
      const order = await processing();
      await control(`/payment_intents/${await intentOfSession(order)}/settle`);
      return tampered(order);
    },
  ],

  "payment_failed -> open": [
    "pay again",
    async () => {
      const order = await failed();
      return { ...(await checkout(order.cartId, order.orderId)), orderId: order.orderId };
    },
  ],
  "payment_failed -> processing": ["payment_intent.processing", async () => debitedAgain(await failed())],
  "payment_failed -> paid": ["payment_intent.succeeded", async () => paidAgain(await failed())],
  "payment_failed -> canceled": ["orders:cancel", async () => canceled(await failed())],
  "payment_failed -> needs_attention": [
    "payment_intent.succeeded",
    async () => paidAgain(await failed(), 100),
  ],

  "expired -> open": [
    "pay again",
    async () => {
      const order = await expired();
      return { ...(await checkout(order.cartId, order.orderId)), orderId: order.orderId };
    },
  ],
  "expired -> processing": ["payment_intent.processing", async () => debitedAgain(await expired())],
  "expired -> paid": ["payment_intent.succeeded", async () => paidAgain(await expired())],
  "expired -> canceled": ["orders:cancel", async () => canceled(await expired())],
  "expired -> needs_attention": ["payment_intent.succeeded", async () => paidAgain(await expired(), 100)],

  "canceled -> needs_attention": [
    "payment_intent.succeeded",
    async () => paidAgain(await canceled(await expired())),
  ],

  "paid -> shipped": ["orders:ship", async () => sent(await paid())],
  "paid -> partially_refunded": ["orders:refund", async () => refunded(await paid(), { amount: 500 })],
  "paid -> refund_pending": ["orders:refund", async () => refunded(await paid({ card: PENDING }))],
  "paid -> refunded": ["orders:refund", async () => refunded(await paid())],
  "paid -> disputed": ["charge.dispute.created", async () => disputed(await paid())],
  "paid -> canceled": ["orders:cancel", async () => canceled(await free())],
  "paid -> needs_attention": ["payment_intent.succeeded", async () => paidAgain(await paid())],

  "awaiting_stock -> paid": ["goods arrive", async () => arrived(await owed())],
  "awaiting_stock -> partially_refunded": [
    "goods arrive",
    async () => arrived(await refunded(await owed(), { amount: 500 })),
  ],
  "awaiting_stock -> refund_pending": [
    "orders:refund",
    async () => {
      const order = await placed();
      await local.payByCard(order.clientSecret, PENDING);
      await goods(order, 0);
      await settled(order);
      await deliverLater(order.number);
      return refunded(order);
    },
  ],
  "awaiting_stock -> refunded": ["orders:cancel", async () => canceled(await owed())],
  "awaiting_stock -> disputed": ["charge.dispute.created", async () => disputed(await owed())],
  "awaiting_stock -> canceled": [
    "orders:cancel",
    async () => {
      const order = await free({ gone: true });
      expect(await deliverLater(order.number)).toEqual({ ok: true, status: "awaiting_stock" });
      return canceled(order);
    },
  ],
  "awaiting_stock -> needs_attention": ["payment_intent.succeeded", async () => paidAgain(await owed())],

  "shipped -> paid": ["orders:ship", async () => takenBack(await sent(await paid()))],
  "shipped -> partially_refunded": [
    "orders:ship",
    async () => takenBack(await sent(await refunded(await paid(), { amount: 500 }))),
  ],
  "shipped -> refund_pending": [
    "orders:refund",
    async () => refunded(await sent(await paid({ card: PENDING }))),
  ],
  "shipped -> refunded": ["orders:refund", async () => refunded(await sent(await paid()))],
  "shipped -> disputed": ["charge.dispute.created", async () => disputed(await sent(await paid()))],
  "shipped -> needs_attention": ["payment_intent.succeeded", async () => paidAgain(await sent(await paid()))],

  "partially_refunded -> shipped": [
    "orders:ship",
    async () => sent(await refunded(await paid(), { amount: 500 })),
  ],
  "partially_refunded -> refund_pending": [
    "orders:refund",
    async () => {
      const order = await refunded(await paid({ card: PENDING }), { amount: 500 });
      return refunded(await ends(order, "succeeded"));
    },
  ],
  "partially_refunded -> refunded": [
    "orders:refund",
    async () => refunded(await refunded(await paid(), { amount: 500 })),
  ],
  "partially_refunded -> disputed": [
    "charge.dispute.created",
    async () => disputed(await refunded(await paid(), { amount: 500 })),
  ],
  "partially_refunded -> needs_attention": [
    "refund.failed",
    async () => ends(await refunded(await paid({ card: FAILING }), { amount: 500 }), "failed"),
  ],

  "refund_pending -> refunded": [
    "refund.updated",
    async () => ends(await refunded(await paid({ card: PENDING })), "succeeded"),
  ],
  "refund_pending -> disputed": [
    "charge.dispute.created",
    async () => disputed(await refunded(await paid({ card: PENDING })), { amount: 2490, inquiry: true }),
  ],
  "refund_pending -> needs_attention": [
    "refund.failed",
    async () => ends(await refunded(await paid({ card: PENDING })), "failed"),
  ],

  "refunded -> disputed": [
    "charge.dispute.created",
    async () => disputed(await refunded(await paid()), { amount: 2490, inquiry: true }),
  ],
  "refunded -> needs_attention": [
    "refund.failed",
    async () => ends(await refunded(await paid({ card: FAILING })), "failed"),
  ],

  "disputed -> paid": ["charge.dispute.closed", async () => decided(await disputed(await paid()), "won")],
  "disputed -> awaiting_stock": [
    "charge.dispute.closed",
    async () => decided(await disputed(await owed()), "won"),
  ],
  "disputed -> shipped": [
    "charge.dispute.closed",
    async () => decided(await disputed(await sent(await paid())), "won"),
  ],
  "disputed -> partially_refunded": [
    "charge.dispute.closed",
    async () => decided(await disputed(await paid(), { amount: 500 }), "lost"),
  ],
  "disputed -> refund_pending": [
    "orders:refund",
    async () => settled(await refunded(await disputed(await paid({ card: PENDING }), { inquiry: true }))),
  ],
  "disputed -> refunded": [
    "orders:refund",
    async () => settled(await refunded(await disputed(await paid(), { inquiry: true }))),
  ],
  "disputed -> charged_back": [
    "charge.dispute.closed",
    async () => decided(await disputed(await paid()), "lost"),
  ],
  "disputed -> needs_attention": [
    "charge.dispute.closed",
    async () => decided(await disputed(await mismatched()), "won"),
  ],

  "charged_back -> disputed": [
    "charge.dispute.created",
    async () =>
      disputed(await decided(await disputed(await paid()), "lost"), { amount: 500, reason: "duplicate" }),
  ],
  "charged_back -> needs_attention": [
    "payment_intent.succeeded",
    async () => paidAgain(await decided(await disputed(await paid()), "lost")),
  ],

  "needs_attention -> paid": [
    "orders:accept",
    async () => {
      const order = await mismatched();
      expect(await acceptOrder(order.number)).toEqual({ ok: true, status: "paid" });
      return order;
    },
  ],
  "needs_attention -> awaiting_stock": ["orders:deliver-later", owed],
  "needs_attention -> shipped": [
    "orders:refund",
    async () => refunded(await paidAgain(await sent(await paid())), { payment: "second" }),
  ],
  "needs_attention -> canceled": ["orders:cancel", async () => canceled(await free({ gone: true }))],
  "needs_attention -> partially_refunded": [
    "orders:refund",
    async () =>
      refunded(await paidAgain(await refunded(await paid(), { amount: 500 })), { payment: "second" }),
  ],
  "needs_attention -> refund_pending": ["orders:cancel", async () => canceled(await mismatched(PENDING))],
  "needs_attention -> refunded": ["orders:cancel", async () => canceled(await mismatched())],
  "needs_attention -> disputed": ["charge.dispute.created", async () => disputed(await mismatched())],
  "needs_attention -> charged_back": [
    "orders:refund",
    async () => {
      const order = await paidAgain(await decided(await disputed(await paid()), "lost"));
      return refunded(order, { payment: "second" });
    },
  ],
};

const edges = ORDER_STATUSES.flatMap((from) => TRANSITIONS[from].map((to) => `${from} -> ${to}`));

describe("every transition of an order's status", () => {
  it("is covered by a test: none is left", () => {
    expect(edges.filter((edge) => !Object.hasOwn(WALKS, edge))).toEqual([]);
    expect(Object.keys(WALKS).filter((edge) => !edges.includes(edge))).toEqual([]);
    const walkers = Object.values(WALKS).map(([walker]) => walker);
    const known = [...Object.keys(packageJson.scripts), ...HANDLED_EVENTS, "pay again", "goods arrive"];
    expect(walkers.filter((walker) => !known.includes(walker))).toEqual([]);
  });

  it.each(Object.entries(WALKS).map(([edge, [walker, walk]]) => [edge, walker, walk] as const))(
    "%s, by %s",
    async (edge, _walker, walk) => {
      const { orderId } = await walk();
      const walked = await db.select().from(orderTimeline).where(eq(orderTimeline.orderId, orderId));
      expect(walked.map(({ fromStatus, toStatus }) => `${fromStatus} -> ${toStatus}`)).toContain(edge);
    },
  );
});
