import type Stripe from "stripe";
import { dropAttempt } from "../../attempts/new-attempt";
import { emit } from "../../events/emit";
import { dueBy } from "../../state/due-by";
import type { Local } from "../../state/local";
import type { SessionRecord } from "../../state/records";
import { updateIntent } from "../payment-intents/new-intent";
import { updateSetup } from "../setup-intents/new-setup";

export function expireSession(local: Local, record: SessionRecord): Stripe.Checkout.Session {
  const intentId = record.session.payment_intent;
  const intent = typeof intentId === "string" ? local.store.intents.get(intentId) : undefined;
  const next = local.store.sessions.put({
    ...record,
    session: { ...record.session, status: "expired", url: null },
  });
  if (intent && intent.intent.status !== "canceled") {
    dropAttempt(local, intent.attempt);
    const canceled = updateIntent(
      local,
      intent,
      {
        status: "canceled",
        canceled_at: local.now(),
        cancellation_reason: "expired",
        next_action: null,
      },
      null,
    );
    emit(local, "payment_intent.canceled", canceled.intent);
  }
  const setup = local.store.setups.get(String(record.session.setup_intent));
  if (setup) {
    dropAttempt(local, setup.attempt);
    const change = { status: "canceled", cancellation_reason: "abandoned", next_action: null } as const;
    emit(local, "setup_intent.canceled", updateSetup(local, setup, change, null).intent);
  }
  emit(local, "checkout.session.expired", next.session);
  return next.session;
}

const open = dueBy<SessionRecord>(({ session }) => (session.status === "open" ? session.expires_at : null));

export function expireDue(local: Local): void {
  for (const record of open(local.store.sessions, local.now())) expireSession(local, record);
}
