import { isOver, isToBeSent } from "@/lib/lifecycle/transitions";
import type { OrderStatus } from "@/lib/model/order";
import { byKey, type Finding, type Records } from "./finding";

type Order = { id: string; number: string; status: OrderStatus; email: string | null };
type Entry = { order_id: string; from_status: OrderStatus | null; to_status: OrderStatus };
type Refund = { order_id: string; status: string };
type Job = { id: string; order_id: string; effect: string; skipped: string | null };

/** Every effect of an order once: the jobs follow from its history, each e-mail left once, each parcel was asked for once. */
export async function checkEffects(
  { db }: Pick<Records, "db">,
  messages: readonly string[],
): Promise<Finding[]> {
  const orders = await db.rows<Order>("select id, number, status, email from orders");
  const entries = await db.rows<Entry>(
    "select order_id, from_status, to_status from order_timeline where to_status is not null order by id",
  );
  const refunds = await db.rows<Refund>("select order_id, status from refunds");
  const jobs = await db.rows<Job>(
    "select id, order_id, effect, skipped from outbox_jobs where order_id is not null and done_at is not null",
  );
  const shipments = await db.rows<{ order_id: string; status: string }>(
    "select order_id, status from shipments",
  );
  return [
    jobsFollow(orders, entries, refunds, jobs),
    mailsLeft(orders, jobs, messages),
    parcels(orders, jobs, shipments),
  ];
}

/** How many jobs of each effect an order's history asks for. */
function expectedJobs(entries: readonly Entry[], refunds: readonly Refund[]): Record<string, number> {
  const entering = (test: (status: OrderStatus) => boolean) =>
    entries.filter(({ from_status, to_status }) => test(to_status) && !(from_status && test(from_status)))
      .length;
  const leaving = entries.filter(
    ({ from_status, to_status }) =>
      from_status && isToBeSent(from_status) && !isToBeSent(to_status) && to_status !== "shipped",
  ).length;
  const first = entries.filter(({ from_status, to_status }) => {
    const unpaid: readonly (OrderStatus | null)[] = ["open", "processing", "payment_failed", "expired"];
    return to_status === "paid" && unpaid.includes(from_status);
  }).length;
  const inStatus = (...statuses: string[]) =>
    refunds.filter(({ status }) => statuses.includes(status)).length;
  return {
    "email.order_confirmed": Math.min(1, entering(isToBeSent)),
    "shipping.request": entering(isToBeSent),
    "shipping.cancel": leaving,
    "email.payment_processing": entering((status) => status === "processing"),
    "email.payment_failed": entering((status) => status === "payment_failed"),
    "email.merchant_order_paid": first,
    "email.refunded": inStatus("succeeded"),
    "email.refund_failed": inStatus("failed", "canceled"),
  };
}

function jobsFollow(
  orders: readonly Order[],
  entries: readonly Entry[],
  refunds: readonly Refund[],
  jobs: readonly Job[],
): Finding {
  const entriesOf = byKey(entries, ({ order_id }) => order_id);
  const refundsOf = byKey(refunds, ({ order_id }) => order_id);
  const jobsOf = byKey(jobs, ({ order_id }) => order_id);
  const broken = orders.flatMap(({ id, number }) => {
    const expected = expectedJobs(entriesOf.get(id) ?? [], refundsOf.get(id) ?? []);
    return Object.entries(expected).flatMap(([effect, count]) => {
      const found = (jobsOf.get(id) ?? []).filter((job) => job.effect === effect).length;
      return found === count ? [] : [`order ${number}: ${effect} ${found} times, expected ${count}`];
    });
  });
  return { name: "every effect of an order's history once", figure: `${jobs.length} effects`, broken };
}

const MESSAGE_ID = /^Message-ID: <(ord_\w+)\.(\d+)@/im;

function mailsLeft(orders: readonly Order[], jobs: readonly Job[], messages: readonly string[]): Finding {
  const copies = new Map<string, number>();
  for (const message of messages) {
    const [, , job] = MESSAGE_ID.exec(message) ?? [];
    if (job) copies.set(job, (copies.get(job) ?? 0) + 1);
  }
  const known = new Map(orders.map((order) => [order.id, order]));
  const mailing = jobs.filter(({ effect }) => effect.startsWith("email."));
  const unsent = mailing.flatMap(({ id, order_id, effect, skipped }) => {
    const order = known.get(order_id);
    const hasAddress = order?.email || effect.startsWith("email.merchant");
    const isDue = skipped === null && hasAddress;
    return isDue && !copies.has(id) ? [`order ${order?.number}: ${effect} was not sent`] : [];
  });
  const ids = new Set(mailing.map(({ id }) => id));
  const unknown = [...copies.keys()].filter((id) => !ids.has(id));
  // A store that dies between the mail server's answer and its record sends the same message again, with the same id.
  const again = [...copies.values()].filter((count) => count > 1).length;
  return {
    name: "every e-mail was sent",
    figure: `${copies.size} e-mails, ${again} of them again after a lost answer`,
    broken: [...unsent, ...unknown.map((id) => `an e-mail of job ${id}, which is not done`)],
  };
}

function parcels(
  orders: readonly Order[],
  jobs: readonly Job[],
  shipments: readonly { order_id: string; status: string }[],
): Finding {
  const shipped = new Map(shipments.map((shipment) => [shipment.order_id, shipment.status]));
  const broken = orders.flatMap(({ id, number, status }) => {
    const parcel = shipped.get(id);
    if (isToBeSent(status) && parcel !== "pending")
      return [`order ${number} (${status}): its parcel is ${parcel ?? "not asked for"}`];
    if (isOver(status) && parcel === "pending")
      return [`order ${number} (${status}): its parcel is still packed`];
    return [];
  });
  const asked = jobs.filter(({ effect }) => effect === "shipping.request").length;
  return {
    name: "parcels as the orders say",
    figure: `${shipments.length} parcels, ${asked} requests`,
    broken,
  };
}
