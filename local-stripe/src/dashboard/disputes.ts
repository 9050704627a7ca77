import { type Html, html } from "../http/html";
import { isInquiry, isOpen } from "../resources/disputes/disputes";
import type { Local } from "../state/local";
import type { DisputeRecord } from "../state/records";
import { actionButton, badge, money, table, time } from "./parts";

const SHOWN = 50;

/** Disputes; an open one can be decided as its bank would. */
export function disputesPage({ store }: Local): Html {
  return table(
    "Disputes",
    ["Amount", "Status", "Reason", "Dispute", "Payment", "Answer by", "Actions"],
    store.disputes.newest().take(SHOWN).map(row),
    "No dispute yet. Pay in the store with 4000 0000 0000 0259, or press Dispute beside a payment.",
  );
}

function row({ id, dispute }: DisputeRecord): Html {
  const { due_by: due } = dispute.evidence_details;
  return html`<tr>
    <td class="amount">${money(dispute.amount, dispute.currency)}</td>
    <td>${badge(dispute.status)}</td>
    <td>${dispute.reason.replaceAll("_", " ")}</td>
    <td><code>${id}</code></td>
    <td><code>${typeof dispute.payment_intent === "string" ? dispute.payment_intent : "–"}</code></td>
    <td>${due === null ? "–" : time(due)}</td>
    <td><div class="actions">${isOpen(dispute) ? outcomes(id, isInquiry(dispute.status)) : null}</div></td>
  </tr>`;
}

function outcomes(id: string, asked: boolean): Html {
  const path = `/dashboard/disputes/${id}`;
  if (asked) return actionButton(`${path}/warning_closed`, "Close", `Close ${id}`);
  return html`${actionButton(`${path}/won`, "Won", `Let the merchant win ${id}`)}
    ${actionButton(`${path}/lost`, "Lost", `Let the merchant lose ${id}`, "danger")}`;
}
