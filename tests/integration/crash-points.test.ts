import { eq } from "drizzle-orm";
import type Stripe from "stripe";
import { beforeEach, describe, expect, it } from "vitest";
import type { OrderId } from "@/lib/base/ids";
import { confirmPayment } from "@/lib/checkout/payment-element/confirm-payment.server";
import { orders, paymentAttempts } from "@/lib/db/schema";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { cancelOrder } from "@/lib/orders/merchant/cancel-order.server";
import { refundOrder } from "@/lib/orders/merchant/refund-order.server";
import { beginReconciliation, reconcileOrders } from "@/lib/orders/rounds/reconcile.server";
import { receiveEvent } from "@/lib/webhooks/inbox.server";
import { testDatabase } from "@/tests/support/database";
import { IBANS, testStripe } from "@/tests/support/local-stripe";
import { testMailbox } from "@/tests/support/mailbox";
import { orderShop } from "@/tests/support/order-shop";
import { paymentShop } from "@/tests/support/payment-shop";
import { wish } from "@/tests/support/refund-desk";
import { cartWith, shopperOf, stockedVariants } from "@/tests/support/shop";
import { startSession } from "@/tests/support/start-session";
import { storeRuns } from "@/tests/support/store-run";
import { wholeStore } from "@/tests/support/whole-store";

const database = await testDatabase();
const local = await testStripe();
await testMailbox();
const { db, kind } = database;
const { stripe, control, payByCard, payBySepa } = local;
const runStore = storeRuns(database);
const store = wholeStore(database, local);
const { placed, paid, orderOf, eventsAbout } = orderShop(db, local);
const { begin, token } = paymentShop(db, local.url);

/** No operation of the store makes so many calls. */
const MOST_CALLS = 120;

/** Of each variant, before it is sold. */
const PIECES = 10;

type Operation = {
  /** What the store does when it dies. */
  work: () => Promise<unknown>;
  /** What its caller does after the crash, as a shopper, a merchant or Stripe would. */
  again: () => Promise<unknown>;
  /** The order, and what has to become of it. */
  order: () => Promise<OrderId>;
  ends: () => Promise<string>;
};

/**
 * Dies before every call of an operation in turn, each time with a new order; then the callers come again and the rounds run.
 * @returns how many points there were
 */
async function dieEverywhere(arrange: () => Promise<Operation>): Promise<number> {
  const tried: Operation[] = [];
  let calls: number | null = null;
  while (calls === null) {
    const operation = await arrange();
    tried.push(operation);
    if (tried.length > MOST_CALLS) throw new Error(`the operation makes more than ${MOST_CALLS} calls`);
    const end = await runStore(tried.length, operation.work);
    if (!end.died) calls = end.calls;
  }
  await store.letLeasesEnd();
  for (const { again } of tried) await again();
  await store.recover();
  const said = async ({ order }: Operation, at: number, status: string | null) => {
    const found = await orderOf(await order());
    return `died before call ${at + 1}, order ${found.number}: ${status ?? found.status}`;
  };
  const ended = await Promise.all(tried.map((operation, at) => said(operation, at, null)));
  const expected = await Promise.all(
    tried.map(async (operation, at) => said(operation, at, await operation.ends())),
  );
  expect(ended).toEqual(expected);
  expect(await store.broken(PIECES)).toEqual([]);
  return calls;
}

async function eventOf(orderId: OrderId, type: Stripe.Event.Type): Promise<Stripe.Event> {
  const event = (await eventsAbout(orderId)).find((one) => one.type === type);
  if (!event) throw new Error(`Stripe has sent no ${type} about ${orderId}`);
  return event;
}

async function chargesOf(orderId: OrderId): Promise<Stripe.Charge[]> {
  const charges = await stripe.charges.list({ limit: 100 }).autoPagingToArray({ limit: 1_000 });
  return charges.filter(({ metadata }) => metadata.order_id === orderId);
}

async function newCart() {
  const [mug] = await stockedVariants(db, stripe, [PIECES]);
  if (!mug) throw new Error("no variant");
  return cartWith(db, [[mug, 1]]);
}

const nothing = async () => {};

describe.runIf(kind === "postgres")(
  "a store that is killed before any one of its calls, and recovers,",
  () => {
    beforeEach(async () => {
      await control("/clock", { now: Math.floor(Date.now() / 1000) });
    });

    it("has settled a payment once that an event told of", { timeout: 300_000 }, async () => {
      const points = await dieEverywhere(async () => {
        const { orderId, clientSecret } = await placed();
        await payByCard(clientSecret);
        const event = await eventOf(orderId, "checkout.session.completed");
        const work = () => receiveEvent(event);
        return { work, again: work, order: async () => orderId, ends: async () => "paid" };
      });
      expect(points).toBeGreaterThan(20);
    });

    it("has put the goods back once when a debit failed", { timeout: 300_000 }, async () => {
      const points = await dieEverywhere(async () => {
        const { orderId, clientSecret, session } = await placed();
        await payBySepa(clientSecret, IBANS.fails);
        await receiveEvent(await eventOf(orderId, "checkout.session.completed"));
        const { payment_intent } = await stripe.checkout.sessions.retrieve(session.id);
        await control(`/payment_intents/${payment_intent}/fail`);
        const event = await eventOf(orderId, "checkout.session.async_payment_failed");
        const work = () => receiveEvent(event);
        return { work, again: work, order: async () => orderId, ends: async () => "payment_failed" };
      });
      expect(points).toBeGreaterThan(15);
    });

    it("has opened one checkout that can be paid", { timeout: 300_000 }, async () => {
      const points = await dieEverywhere(async () => {
        const cartId = await newCart();
        const start = () => startSession({ surface: "elements", shopper: shopperOf(cartId), locale: "en" });
        const again = async () => {
          const started = await start();
          if (!started.ok) throw new Error(started.code);
          const ids = await db.select({ id: orders.id }).from(orders).where(eq(orders.cartId, cartId));
          const sessions = await stripe.checkout.sessions
            .list({ limit: 100 })
            .autoPagingToArray({ limit: 1_000 });
          const payable = sessions.filter(
            ({ status, client_reference_id }) =>
              status === "open" && ids.some(({ id }) => id === client_reference_id),
          );
          expect(payable.map(({ id }) => id)).toEqual([started.session.id]);
          await payByCard(started.clientSecret);
        };
        const order = async () => {
          const own = await db.select().from(orders).where(eq(orders.cartId, cartId));
          expect(own).toHaveLength(1);
          return own[0]?.id as OrderId;
        };
        return { work: start, again, order, ends: async () => "paid" };
      });
      expect(points).toBeGreaterThan(20);
    });

    it("has charged a ConfirmationToken once", { timeout: 300_000 }, async () => {
      const points = await dieEverywhere(async () => {
        const cartId = await newCart();
        const { orderId, amount, signedQuote, shopper } = await begin(shopperOf(cartId));
        const tokenId = await token({ amount });
        const pay = () => confirmPayment({ orderId, tokenId, signedQuote, shopper });
        return { work: pay, again: pay, order: async () => orderId, ends: async () => "paid" };
      });
      expect(points).toBeGreaterThan(20);
    });

    it("has charged a ConfirmationToken of a shopper who left at most once", {
      timeout: 120_000,
    }, async () => {
      const points = await dieEverywhere(async () => {
        const { orderId, amount, signedQuote, shopper } = await begin(shopperOf(await newCart()));
        const tokenId = await token({ amount });
        const work = () => confirmPayment({ orderId, tokenId, signedQuote, shopper });
        const ends = async () => ((await chargesOf(orderId)).length === 1 ? "paid" : "open");
        return { work, again: nothing, order: async () => orderId, ends };
      });
      expect(points).toBeGreaterThan(20);
    });

    it("has given money back once that the merchant asked for once", { timeout: 300_000 }, async () => {
      const points = await dieEverywhere(async () => {
        const { orderId, number } = await paid();
        const refund = () => refundOrder(number, wish({ amount: 500 }), `key-${orderId}`);
        return {
          work: refund,
          again: refund,
          order: async () => orderId,
          ends: async () => "partially_refunded",
        };
      });
      expect(points).toBeGreaterThan(20);
    });

    it("has given all money back of an order that the merchant canceled", { timeout: 300_000 }, async () => {
      const points = await dieEverywhere(async () => {
        const { orderId, number } = await paid();
        const cancel = () => cancelOrder(number, { restock: false });
        return { work: cancel, again: cancel, order: async () => orderId, ends: async () => "refunded" };
      });
      expect(points).toBeGreaterThan(20);
    });

    it("has sent every e-mail, and asked for the parcel once", { timeout: 300_000 }, async () => {
      const points = await dieEverywhere(async () => {
        const { orderId } = await paid();
        return {
          work: () => drainOutbox(),
          again: nothing,
          order: async () => orderId,
          ends: async () => "paid",
        };
      });
      expect(points).toBeGreaterThan(10);
    });

    it("has ended a checkout whose time was over, and freed its goods", { timeout: 300_000 }, async () => {
      const points = await dieEverywhere(async () => {
        const { orderId, session } = await placed();
        await control(`/checkout/sessions/${session.id}/expire`);
        await db
          .update(paymentAttempts)
          .set({ checkedAt: new Date(0) })
          .where(eq(paymentAttempts.orderId, orderId));
        return {
          work: () => beginReconciliation(60).then((round) => reconcileOrders(round)),
          again: nothing,
          order: async () => orderId,
          ends: async () => "expired",
        };
      });
      expect(points).toBeGreaterThan(8);
    });
  },
);
