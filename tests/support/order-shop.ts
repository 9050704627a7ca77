import { eq } from "drizzle-orm";
import type Stripe from "stripe";
import type { CartId, OrderId, PaymentIntentId } from "@/lib/base/ids";
import type { connect } from "@/lib/db/client";
import { orderAttention, orders, paymentAttempts, shipments } from "@/lib/db/schema";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { receiveEvent } from "@/lib/webhooks/inbox.server";
import { startSession } from "@/tests/support/start-session";
import type { LocalStripe } from "./local-stripe";
import { cartWith, shopperOf, stockedVariants } from "./shop";

/** Orders on the embedded page, from the cart to the refund. */
export function orderShop(db: ReturnType<typeof connect>, local: LocalStripe) {
  const { stripe, control, eventsOf } = local;

  async function placed(quantity = 1, stock = 10) {
    // The store has only the real clock, so Stripe's must be today's.
    await control("/clock", { now: Math.floor(Date.now() / 1000) });
    const [mug] = await stockedVariants(db, stripe, [stock]);
    if (!mug) throw new Error("no variant");
    const cartId = await cartWith(db, [[mug, quantity]]);
    return { mug, cartId, ...(await checkout(cartId)) };
  }

  async function checkout(cartId: CartId, orderId?: OrderId) {
    const shopper = shopperOf(cartId);
    const started = await startSession({ surface: "embedded", shopper, locale: "en", orderId });
    if (!started.ok) throw new Error(`the checkout was refused: ${started.code}`);
    const { number } = await orderOf(started.orderId);
    return { ...started, number };
  }

  async function orderOf(orderId: OrderId) {
    const [order] = await db.select().from(orders).where(eq(orders.id, orderId));
    if (!order) throw new Error(`no order ${orderId}`);
    return order;
  }

  async function intentOf(orderId: OrderId): Promise<PaymentIntentId> {
    const attempts = await db.select().from(paymentAttempts).where(eq(paymentAttempts.orderId, orderId));
    const id = attempts.find((attempt) => attempt.status === "paid")?.paymentIntentId;
    if (!id) throw new Error(`nobody has paid ${orderId}`);
    return id;
  }

  async function paid({ quantity = 1, stock = 10, card = "4242424242424242" as string | null } = {}) {
    const order = await placed(quantity, stock);
    if (card === null) {
      await local.payBySepa(order.clientSecret);
      const { payment_intent } = await stripe.checkout.sessions.retrieve(order.session.id);
      await control(`/payment_intents/${payment_intent}/settle`);
    } else {
      await local.payByCard(order.clientSecret, card);
    }
    await settleOrder(order.orderId);
    return { ...order, intentId: await intentOf(order.orderId) };
  }

  /** Paid on Stripe's page, of which the store has not heard. */
  async function paidUnheard() {
    const order = await placed();
    await local.payByCard(order.clientSecret);
    const events = await eventsAbout(order.orderId);
    const completed = events.find(({ type }) => type === "checkout.session.completed");
    if (!completed) throw new Error(`Stripe has no event of the payment of ${order.orderId}`);
    return { orderId: order.orderId, completed };
  }

  /** For example by a request whose answer was lost. */
  function strayPayment(
    orderId: OrderId,
    amount: number,
    changes: Partial<Stripe.PaymentIntentCreateParams> = {},
  ) {
    return stripe.paymentIntents.create({
      amount,
      currency: "eur",
      payment_method: "pm_card_visa",
      confirm: true,
      return_url: "http://localhost:3000/checkout/complete",
      metadata: { order_id: orderId, quote_revision: "1" },
      ...changes,
    });
  }

  /** As Stripe lists them. */
  async function eventsAbout(orderId: OrderId): Promise<Stripe.Event[]> {
    const attempts = await db.select().from(paymentAttempts).where(eq(paymentAttempts.orderId, orderId));
    const names = [orderId, ...attempts.flatMap((attempt) => attempt.paymentIntentId ?? [])];
    const lists = await Promise.all(names.map((name) => eventsOf(name)));
    const all = new Map(lists.flat().map((event) => [event.id, event]));
    return [...all.values()].sort((left, right) => left.created - right.created);
  }

  return {
    placed,
    checkout,
    paid,
    paidUnheard,
    orderOf,
    intentOf,
    strayPayment,
    eventsAbout,
    /** By the webhook. */
    async deliver(orderId: OrderId, order: "as sent" | "reversed" = "as sent") {
      const events = await eventsAbout(orderId);
      for (const event of order === "reversed" ? events.reverse() : events) await receiveEvent(event);
    },
    pass: (seconds: number) => control("/clock", { advance_seconds: seconds }),
    async shipmentOf(orderId: OrderId) {
      const [shipment] = await db.select().from(shipments).where(eq(shipments.orderId, orderId));
      return shipment?.status ?? null;
    },
    openReasons: async (orderId: OrderId) =>
      (await db.select().from(orderAttention).where(eq(orderAttention.orderId, orderId)))
        .filter((row) => row.answeredAt === null)
        .map((row) => row.reason),
  };
}
