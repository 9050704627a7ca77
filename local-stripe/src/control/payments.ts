import { noSuch } from "../http/errors";
import type { Router } from "../http/router";
import { integer, object, oneOf, type Parsed, required, text } from "../http/rules";
import { expireSession } from "../resources/checkout-sessions/expire";
import { requireOpen, requireSession } from "../resources/checkout-sessions/find";
import { failDelayed, settleDelayed } from "../resources/payment-intents/delayed";
import { endVoucher } from "../resources/payment-intents/later";
import { endRefund, requireRefund } from "../resources/refunds/refunds";
import type { Local } from "../state/local";
import type { IntentRecord, SessionRecord } from "../state/records";
import { control } from "./handle";

const TAMPER = {
  amount_total: integer(0),
  line_quantity: integer(1),
  next_discount: object({ amount_off: integer(1), name: text(40) }),
};

export function mountPayments(router: Router): void {
  router.post(
    "/_local/checkout/sessions/:id/expire",
    control({}, ({ local, params }) => {
      const record = requireSession(local, params.id ?? "");
      requireOpen(record);
      return expireSession(local, record);
    }),
  );
  router.post(
    "/_local/checkout/sessions/:id/tamper",
    control(TAMPER, ({ local, params, given }) =>
      tamper(local, requireSession(local, params.id ?? ""), given),
    ),
  );
  router.post(
    "/_local/payment_intents/:id/settle",
    control({}, ({ local, params }) => endPayment(local, requireIntent(local, params.id ?? ""), true).intent),
  );
  router.post(
    "/_local/payment_intents/:id/fail",
    control(
      {},
      ({ local, params }) => endPayment(local, requireIntent(local, params.id ?? ""), false).intent,
    ),
  );
  router.post(
    "/_local/refunds/:id/end",
    control(
      { status: required(oneOf("succeeded", "failed", "canceled")), failure_reason: text() },
      ({ local, params, given }) =>
        endRefund(local, requireRefund(local, params.id ?? ""), {
          status: given.status,
          failureReason: given.failure_reason,
        }),
    ),
  );
}

/** Ends a delayed payment, or a voucher. */
function endPayment(local: Local, record: IntentRecord, isPaid: boolean): IntentRecord {
  const attempt = record.attempt === null ? undefined : local.store.attempts.get(record.attempt);
  const method = attempt && local.store.methods.get(attempt.method);
  if (attempt?.kind === "voucher" && attempt.state === "pending" && method) {
    local.store.attempts.put({ ...attempt, state: isPaid ? "authorized" : "failed" });
    return endVoucher(local, record, method, isPaid);
  }
  return isPaid ? settleDelayed(local, record) : failDelayed(local, record);
}

/** Changes a session without an event or new amounts, unlike what was agreed. */
function tamper(local: Local, record: SessionRecord, given: Parsed<typeof TAMPER>): object {
  const items = record.items.map((item, index) =>
    index === 0 ? { ...item, quantity: given.line_quantity ?? item.quantity } : item,
  );
  const amount_total = given.amount_total ?? record.session.amount_total;
  return local.store.sessions.put({
    ...record,
    items,
    nextDiscount: given.next_discount,
    session: { ...record.session, amount_total },
  }).session;
}

function requireIntent(local: Local, id: string): IntentRecord {
  const record = local.store.intents.get(id);
  if (!record) throw noSuch("payment_intent", id);
  return record;
}
