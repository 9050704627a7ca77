import type Stripe from "stripe";
import { MUG } from "@/tests/support/store-fixtures";

/** What the stand-in for Stripe must know of an order to answer as if it had been paid on Stripe's page. */
export type MissedOrder = {
  orderId: string;
  sessionId: string;
  intentId: string;
  priceId: string;
  /** Unix seconds. */
  created: number;
};

const { unitAmount: UNIT_AMOUNT, shipping: SHIPPING } = MUG;

const ADDRESS = {
  line1: "1 rue de la Paix",
  line2: null,
  city: "Paris",
  state: null,
  postal_code: "75002",
  country: "FR",
};

/** As expanded by the store. */
export function paidSession({ orderId, sessionId, intentId, priceId, created }: MissedOrder): object {
  const total = UNIT_AMOUNT + SHIPPING;
  return {
    id: sessionId,
    object: "checkout.session",
    created,
    expires_at: created + 2700,
    livemode: false,
    metadata: { order_id: orderId, quote_revision: "1" },
    status: "complete",
    payment_status: "paid",
    currency: "eur",
    amount_subtotal: UNIT_AMOUNT,
    amount_total: total,
    total_details: { amount_discount: 0, amount_shipping: SHIPPING, amount_tax: 0 },
    customer_details: { email: "ada@example.com", name: "Ada Lovelace" },
    collected_information: { shipping_details: { name: "Ada Lovelace", address: ADDRESS } },
    shipping_cost: { shipping_rate: { id: "shr_standard", metadata: { speed: "standard" } } },
    line_items: {
      object: "list",
      has_more: false,
      data: [
        {
          id: `li_${intentId}`,
          price: { id: priceId },
          metadata: {},
          quantity: 1,
          amount_subtotal: UNIT_AMOUNT,
        },
      ],
    },
    payment_intent: {
      id: intentId,
      status: "succeeded",
      last_payment_error: null,
      latest_charge: {
        id: `ch_${intentId}`,
        captured: true,
        amount_captured: total,
        disputed: false,
        payment_method_details: {
          type: "card",
          card: { brand: "visa", last4: "4242", fingerprint: `f${intentId}` },
        },
        refunds: { object: "list", has_more: false, data: [] },
      },
    },
  };
}

/** The two events of a payment on Stripe's page that the store handles, the older first. */
export function eventsOf(order: MissedOrder): { id: string; created: number; body: object }[] {
  const { orderId, sessionId, intentId, created } = order;
  const metadata = { order_id: orderId };
  const event = (type: Stripe.Event.Type, object: object) => {
    const id = `evt_${type.length}${intentId}`;
    const livemode = false;
    return {
      id,
      created: created + 60,
      body: { id, object: "event", created: created + 60, type, livemode, data: { object } },
    };
  };
  return [
    event("payment_intent.succeeded", { id: intentId, object: "payment_intent", metadata }),
    event("checkout.session.completed", { id: sessionId, object: "checkout.session", metadata }),
  ];
}
