import type Stripe from "stripe";
import { invalid, noSuch } from "../http/errors";
import type { Router } from "../http/router";
import { bool, integer, oneOf, text } from "../http/rules";
import { closeDispute, isInquiry, isOpen, openDispute, requireDispute } from "../resources/disputes/disputes";
import type { Local } from "../state/local";
import { control } from "./handle";

export function mountDisputes(router: Router): void {
  router.post(
    "/_local/payment_intents/:id/dispute",
    control({ amount: integer(1), reason: text(), inquiry: bool }, ({ local, params, given }) => {
      const charge = chargeOf(local, params.id ?? "");
      const { amount, reason = "general", inquiry = false } = given;
      return openDispute(local, charge, { amount, reason, inquiry }).dispute;
    }),
  );
  router.post(
    "/_local/disputes/:id/close",
    control({ outcome: oneOf("won", "lost", "warning_closed") }, ({ local, params, given }) => {
      const record = requireDispute(local, params.id ?? "");
      if (!isOpen(record.dispute)) throw invalid("This dispute is already closed.");
      const asked = isInquiry(record.dispute.status);
      const outcome = given.outcome ?? (asked ? "warning_closed" : "lost");
      if (asked !== (outcome === "warning_closed")) {
        throw invalid("An inquiry ends as warning_closed; any other dispute is won or lost.", "outcome");
      }
      return closeDispute(local, record, outcome).dispute;
    }),
  );
}

function chargeOf(local: Local, intentId: string): Stripe.Charge {
  const intent = local.store.intents.get(intentId)?.intent;
  if (!intent) throw noSuch("payment_intent", intentId);
  const { latest_charge: id } = intent;
  const charge = typeof id === "string" ? local.store.charges.get(id) : undefined;
  if (!charge) throw invalid("This PaymentIntent has no charge to dispute.");
  return charge;
}
