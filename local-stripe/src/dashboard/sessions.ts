import { type Html, html } from "../http/html";
import type { Local } from "../state/local";
import { actionButton, badge, money, table, time } from "./parts";

const SHOWN = 50;

export function sessionsPage({ store }: Local): Html {
  const rows = store.sessions
    .newest()
    .take(SHOWN)
    .map(({ id, session }) => {
      const status = session.status ?? "open";
      return html`<tr>
      <td class="amount">${money(session.amount_total, session.currency)}</td>
      <td>${badge(status)}</td>
      <td>${badge(session.payment_status)}</td>
      <td>${session.ui_mode}</td>
      <td><code title="${id}">${id.slice(0, 24)}…</code></td>
      <td>${time(session.created)}</td>
      <td>${time(session.expires_at)}</td>
      <td><div class="actions">${
        status === "open"
          ? actionButton(`/dashboard/sessions/${id}/expire`, "Expire", `Expire ${id.slice(0, 24)}`, "danger")
          : null
      }</div></td>
    </tr>`;
    });
  return table(
    "Checkout sessions",
    ["Total", "Status", "Payment", "Mode", "Session", "Created", "Expires", "Actions"],
    rows,
    "No checkout session yet. Press Checkout in the store.",
  );
}
