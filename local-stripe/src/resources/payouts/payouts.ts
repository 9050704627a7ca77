import type Stripe from "stripe";
import { changedFrom, emit } from "../../events/emit";
import { invalid, noSuch } from "../../http/errors";
import { dueBy } from "../../state/due-by";
import { idKind } from "../../state/ids";
import type { Local } from "../../state/local";
import { collectionOf } from "../../state/store";
import { bookPayout, startOfDay } from "../balance-transactions/book";
import { putIntoPayout, showPaidOut, unpaid } from "../balance-transactions/paid-out";

export const payoutIds = idKind("po");
export const payouts = collectionOf<Stripe.Payout>("payouts");
/** The last day of the test clock on which payouts were made: one record. */
const rounds = collectionOf<{ id: string; day: number }>("payoutRounds");

const DAY = 86_400;
const ARRIVES_AFTER_DAYS = 2;
const RECONCILED_AFTER_SECONDS = 3_600;
const DESTINATION = "ba_LocalStripeBankAccount00";

const moving = dueBy<Stripe.Payout>((payout) => {
  const arrives = isUnderWay(payout) ? payout.arrival_date : Infinity;
  const reconciled =
    payout.reconciliation_status === "in_progress" ? payout.created + RECONCILED_AFTER_SECONDS : Infinity;
  const next = Math.min(arrives, reconciled);
  return next === Infinity ? null : next;
});

/** The automatic schedule: once a day, all that is available, a payout a currency. */
export function advancePayouts(local: Local): void {
  for (const payout of moving(payouts(local.store), local.now())) advance(local, payout);
  const day = startOfDay(local.now());
  if (rounds(local.store).get("last")?.day === day) return;
  rounds(local.store).put({ id: "last", day });
  payOutAll(local);
}

/** Pays out what is available now, whatever the day. */
export function payOutAll(local: Local): Stripe.Payout[] {
  const byCurrency = new Map<string, Stripe.BalanceTransaction[]>();
  for (const one of unpaid(local)) {
    const known = byCurrency.get(one.currency);
    if (known) known.push(one);
    else byCurrency.set(one.currency, [one]);
  }
  return [...byCurrency].flatMap(([currency, found]) => {
    const amount = found.reduce((sum, { net }) => sum + net, 0);
    // What is owed to Stripe waits for the next payments.
    return amount > 0 ? payOut(local, currency, amount, found) : [];
  });
}

function payOut(
  local: Local,
  currency: string,
  amount: number,
  found: readonly Stripe.BalanceTransaction[],
): Stripe.Payout {
  const id = payoutIds.make();
  const description = "STRIPE PAYOUT";
  const arrival_date = startOfDay(local.now()) + ARRIVES_AFTER_DAYS * DAY;
  const own = bookPayout(local, { id, amount, currency, description, arrival_date }, "payout");
  putIntoPayout(local, [...found.map((one) => one.id), own.id], id);
  const payout = payouts(local.store).put({
    id,
    object: "payout",
    amount,
    application_fee: null,
    application_fee_amount: null,
    arrival_date,
    automatic: true,
    balance_transaction: own.id,
    created: local.now(),
    currency,
    description,
    destination: DESTINATION,
    failure_balance_transaction: null,
    failure_code: null,
    failure_message: null,
    livemode: false,
    metadata: {},
    method: "standard",
    original_payout: null,
    payout_method: null,
    reconciliation_status: "in_progress",
    reversed_by: null,
    source_type: "card",
    statement_descriptor: null,
    status: "pending",
    trace_id: { status: "pending", value: null },
    type: "bank_account",
  });
  emit(local, "payout.created", payout);
  return payout;
}

function advance(local: Local, payout: Stripe.Payout): void {
  let now = payout;
  if (now.reconciliation_status === "in_progress" && local.now() - now.created >= RECONCILED_AFTER_SECONDS) {
    now = reconcile(local, now);
  }
  if (isUnderWay(now) && local.now() >= now.arrival_date) endPayout(local, now, { status: "paid" });
}

/** From now on `payout=` lists what is in it. */
function reconcile(local: Local, payout: Stripe.Payout): Stripe.Payout {
  showPaidOut(local, payout.id);
  const sent = payout.status === "pending" ? { status: "in_transit" } : {};
  const done = payouts(local.store).put({ ...payout, ...sent, reconciliation_status: "completed" });
  emit(local, "payout.updated", done, changedFrom(payout, done));
  emit(local, "payout.reconciliation_completed", done);
  return done;
}

/** As the bank takes it or sends it back. One that was paid may still fail. */
export function endPayout(
  local: Local,
  before: Stripe.Payout,
  { status, failureCode }: { status: "paid" | "failed"; failureCode?: string | undefined },
): Stripe.Payout {
  if (!isUnderWay(before) && !(before.status === "paid" && status === "failed")) {
    throw invalid(`This payout is ${before.status}; it cannot become ${status}.`, "status");
  }
  const payout = before.reconciliation_status === "completed" ? before : reconcile(local, before);
  const trace_id = { status: "unsupported", value: null };
  if (status === "paid") {
    const paid = payouts(local.store).put({ ...payout, status, trace_id });
    emit(local, "payout.paid", paid);
    return paid;
  }
  const failed = payouts(local.store).put({
    ...payout,
    status,
    trace_id,
    failure_balance_transaction: bookPayout(local, payout, "payout_failure").id,
    failure_code: failureCode ?? "account_closed",
    failure_message: "The bank account has been closed.",
  });
  emit(local, "payout.failed", failed);
  return failed;
}

const isUnderWay = ({ status }: Stripe.Payout) => status === "pending" || status === "in_transit";

export function requirePayout(local: Local, id: string): Stripe.Payout {
  const payout = payouts(local.store).get(id);
  if (!payout) throw noSuch("payout", id);
  return payout;
}
