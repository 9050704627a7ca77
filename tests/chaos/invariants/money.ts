import type Stripe from "stripe";
import { hasBeenPaid } from "@/lib/lifecycle/transitions";
import type { AttemptStatus, OrderStatus } from "@/lib/model/order";
import { byKey, type Finding, listAll, type Records } from "./finding";

type Payment = {
  intent: string;
  attempt_status: AttemptStatus;
  order_id: string;
  number: string;
  total: number;
  currency: string;
  order_status: OrderStatus;
  is_paid: boolean;
  amount_refunded: number;
};

type StoredRefund = { stripe_id: string; amount: number; status: string; order_id: string };
type StoredDispute = { stripe_id: string; status: string; amount: number };

/** Every charge is one paid order of its amount, no order is paid without one, and money that went back is the same on both sides. */
export async function checkMoney({ db, stripe }: Records): Promise<Finding[]> {
  const all = await listAll(stripe.charges.list({ limit: 100 }));
  const charges = all.filter(({ status, amount_captured }) => status === "succeeded" && amount_captured > 0);
  const payments = await db.rows<Payment>(
    `select a.payment_intent_id as intent, a.status as attempt_status, o.id as order_id, o.number, o.total, o.currency,
       o.status as order_status, o.paid_at is not null as is_paid, o.amount_refunded
     from payment_attempts a join orders o on o.id = a.order_id where a.payment_intent_id is not null`,
  );
  const refunds = await listAll(stripe.refunds.list({ limit: 100 }));
  const disputes = await listAll(stripe.disputes.list({ limit: 100 }));
  const storedRefunds = await db.rows<StoredRefund>(
    "select stripe_id, amount, status, order_id from refunds",
  );
  const storedDisputes = await db.rows<StoredDispute>("select stripe_id, status, amount from disputes");
  const paid = await db.rows<{
    id: string;
    number: string;
    total: number;
    status: OrderStatus;
    is_paid: boolean;
  }>("select id, number, total, status, paid_at is not null as is_paid from orders");
  return [
    chargesAreOrders(charges, payments),
    ordersAreCharges(charges, payments, paid),
    sameRefunds(refunds, storedRefunds, charges, payments),
    sameDisputes(disputes, storedDisputes),
  ];
}

const intentOf = ({ payment_intent }: Stripe.Charge) => String(payment_intent);

function chargesAreOrders(charges: readonly Stripe.Charge[], payments: readonly Payment[]): Finding {
  const byIntent = byKey(payments, ({ intent }) => intent);
  const broken = charges.flatMap((charge) => {
    const found = byIntent.get(intentOf(charge)) ?? [];
    const [payment, ...others] = found;
    const said = `charge of ${charge.amount} (${intentOf(charge)})`;
    if (!payment) return [`${said}: no order`];
    if (others.length > 0) return [`${said}: ${found.length} orders`];
    const of = `${said}, order ${payment.number}`;
    if (payment.attempt_status !== "paid") return [`${of}: its payment is ${payment.attempt_status}`];
    if (!payment.is_paid || !hasBeenPaid(payment.order_status))
      return [`${of}: the order is ${payment.order_status}`];
    if (payment.total !== charge.amount || payment.currency !== charge.currency)
      return [`${of}: the order's total is ${payment.total} ${payment.currency}`];
    return [];
  });
  const sum = charges.reduce((total, { amount }) => total + amount, 0);
  return {
    name: "each charge is one paid order of its amount",
    figure: `${charges.length} charges, ${sum} minor units`,
    broken,
  };
}

function ordersAreCharges(
  charges: readonly Stripe.Charge[],
  payments: readonly Payment[],
  orders: readonly { id: string; number: string; total: number; status: OrderStatus; is_paid: boolean }[],
): Finding {
  const charged = new Set(charges.map(intentOf));
  const ofOrder = byKey(
    payments.filter(({ intent }) => charged.has(intent)),
    ({ order_id }) => order_id,
  );
  const paid = orders.filter(({ is_paid, status }) => is_paid || hasBeenPaid(status));
  const broken = paid.flatMap(({ id, number, total, status }) => {
    const count = ofOrder.get(id)?.length ?? 0;
    const expected = total === 0 ? 0 : 1;
    return count === expected ? [] : [`order ${number} (${status}, ${total}): ${count} charges`];
  });
  return { name: "no order is paid without its charge", figure: `${paid.length} paid orders`, broken };
}

const GIVEN_BACK: readonly (string | null)[] = ["succeeded", "pending", "requires_action"];

function sameRefunds(
  refunds: readonly Stripe.Refund[],
  stored: readonly StoredRefund[],
  charges: readonly Stripe.Charge[],
  payments: readonly Payment[],
): Finding {
  const rows = new Map(stored.map((row) => [row.stripe_id, row]));
  const unlike = refunds.flatMap(({ id, amount, status }) => {
    const row = rows.get(id);
    if (row && row.amount === amount && row.status === status) return [];
    return [
      `refund ${id} of ${amount} (${status}): the store has ${row ? `${row.amount} (${row.status})` : "none"}`,
    ];
  });
  const atStripe = new Set(refunds.map(({ id }) => id));
  const invented = stored.filter(({ stripe_id }) => !atStripe.has(stripe_id));
  const back = new Map<string, number>();
  for (const { payment_intent, amount, status } of refunds) {
    if (!GIVEN_BACK.includes(status)) continue;
    back.set(String(payment_intent), (back.get(String(payment_intent)) ?? 0) + amount);
  }
  const byIntent = new Map(payments.map((payment) => [payment.intent, payment]));
  const sums = charges.flatMap((charge) => {
    const payment = byIntent.get(intentOf(charge));
    const given = back.get(intentOf(charge)) ?? 0;
    if (payment?.attempt_status !== "paid" || payment.amount_refunded <= given) return [];
    return [`order ${payment.number}: ${payment.amount_refunded} refunded, ${given} at Stripe`];
  });
  const sum = refunds.reduce((total, { amount }) => total + amount, 0);
  return {
    name: "refunds are the same as at Stripe",
    figure: `${refunds.length} refunds, ${sum} minor units`,
    broken: [...unlike, ...invented.map(({ stripe_id }) => `refund ${stripe_id}: not at Stripe`), ...sums],
  };
}

function sameDisputes(disputes: readonly Stripe.Dispute[], stored: readonly StoredDispute[]): Finding {
  const rows = new Map(stored.map((row) => [row.stripe_id, row]));
  const broken = disputes.flatMap(({ id, status, amount }) => {
    const row = rows.get(id);
    if (row && row.status === status && row.amount === amount) return [];
    return [`dispute ${id} (${status}): the store has ${row?.status ?? "none"}`];
  });
  return { name: "disputes are the same as at Stripe", figure: `${disputes.length} disputes`, broken };
}
