import type Stripe from "stripe";
import { type Html, html } from "../http/html";
import { isOpen } from "../resources/disputes/disputes";
import { disputesOfCharge } from "../state/finders";
import type { Local } from "../state/local";
import type { IntentRecord } from "../state/records";
import { actionButton, badge, money, table, time } from "./parts";

const SHOWN = 50;

export function paymentsPage({ store }: Local): Html {
  const rows = store.intents
    .newest()
    .take(SHOWN)
    .map((record) => row(record, store));
  return table(
    "Payments",
    ["Amount", "Status", "Method", "Payment", "Created", "Actions"],
    rows,
    "No payment yet. Pay in the store with 4242 4242 4242 4242 and it shows up here.",
  );
}

function row({ id, intent }: IntentRecord, store: Local["store"]): Html {
  const charge =
    typeof intent.latest_charge === "string" ? store.charges.get(intent.latest_charge) : undefined;
  // Releasing authorized money is not a refund.
  const refunded = charge?.captured ? charge.amount_refunded : 0;
  const left = intent.status === "succeeded" && refunded < intent.amount_received;
  const dispute = disputesOfCharge(store.disputes, charge?.id)?.take(1)[0]?.dispute;
  const refundable = left && dispute?.is_charge_refundable !== false;
  const paid = refunded === 0 ? intent.status : left ? "partially refunded" : "refunded";
  const state = dispute?.status === "lost" ? "charged back" : dispute && isOpen(dispute) ? "disputed" : paid;
  const error = intent.last_payment_error?.code;
  const actions = [
    refundable ? actionButton(`/dashboard/payments/${id}/refund`, "Refund", `Refund ${id}`) : null,
    left && !dispute
      ? actionButton(`/dashboard/payments/${id}/dispute`, "Dispute", `Dispute ${id}`, "danger")
      : null,
    intent.status === "processing"
      ? html`${actionButton(`/dashboard/payments/${id}/settle`, "Settle", `Settle ${id}`)}
          ${actionButton(`/dashboard/payments/${id}/fail`, "Fail", `Fail ${id}`, "danger")}`
      : null,
    intent.status === "requires_capture"
      ? html`${actionButton(`/dashboard/payments/${id}/capture`, "Capture", `Capture ${id}`)}
          ${actionButton(`/dashboard/payments/${id}/cancel`, "Release", `Release ${id}`, "danger")}`
      : null,
  ].filter((action) => action !== null);
  return html`<tr>
    <td class="amount">${money(intent.amount, intent.currency)}${refunded > 0 ? html`<small>−${money(refunded, intent.currency)}</small>` : null}</td>
    <td>${badge(state)}${error && intent.status === "requires_payment_method" ? html`<small>${error}</small>` : null}</td>
    <td>${methodName(intent, charge, store)}</td>
    <td><code>${id}</code></td>
    <td>${time(intent.created)}</td>
    <td><div class="actions">${actions}</div></td>
  </tr>`;
}

function methodName(
  intent: Stripe.PaymentIntent,
  charge: Stripe.Charge | undefined,
  store: Local["store"],
): string {
  const kept =
    typeof intent.payment_method === "string" ? store.methods.get(intent.payment_method)?.method : undefined;
  const details = charge?.payment_method_details;
  const card = kept?.card ?? details?.card;
  if (card) return `${card.brand ?? "card"} ···· ${card.last4 ?? ""}`;
  const type = kept?.type ?? details?.type;
  const last4 = kept?.sepa_debit?.last4;
  return type ? [type.replaceAll("_", " "), last4 && `···· ${last4}`].filter(Boolean).join(" ") : "–";
}
