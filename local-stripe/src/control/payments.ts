import { requireSession } from "../api/checkout-sessions";
import { expireSession } from "../checkout/expire";
import { requireOpen } from "../checkout/payment-page";
import type { Local } from "../local";
import { failDelayed, settleDelayed } from "../payments/delayed";
import { noSuch } from "../server/errors";
import type { Router } from "../server/router";
import type { IntentRecord } from "../state/records";
import { control } from "./handle";

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
    "/_local/payment_intents/:id/settle",
    control({}, ({ local, params }) => settleDelayed(local, requireIntent(local, params.id ?? "")).intent),
  );
  router.post(
    "/_local/payment_intents/:id/fail",
    control({}, ({ local, params }) => failDelayed(local, requireIntent(local, params.id ?? "")).intent),
  );
}

function requireIntent(local: Local, id: string): IntentRecord {
  const record = local.store.intents.get(id);
  if (!record) throw noSuch("payment_intent", id);
  return record;
}
