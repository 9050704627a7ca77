import { formatAmount } from "../facts/money";
import { type Html, html } from "../http/html";

const TONES: Record<string, string> = {
  succeeded: "good",
  complete: "good",
  paid: "good",
  delivered: "good",
  processing: "wait",
  open: "wait",
  pending: "wait",
  requires_action: "wait",
  held: "wait",
  failed: "bad",
  requires_payment_method: "bad",
  disputed: "bad",
  "charged back": "bad",
  needs_response: "bad",
  warning_needs_response: "bad",
  lost: "bad",
  under_review: "wait",
  warning_under_review: "wait",
  won: "good",
  dropped: "bad",
};

/** A state in words and colour. */
export function badge(state: string): Html {
  return html`<span class="badge ${TONES[state] ?? "plain"}">${state.replaceAll("_", " ")}</span>`;
}

/** Formats minor units; a dash when there is no amount. */
export function money(amount: number | null, currency: string | null): string {
  return amount === null || currency === null ? "–" : formatAmount(amount, currency, "en");
}

/** Formats a time in UTC, to the second. */
export function time(seconds: number): Html {
  const iso = new Date(seconds * 1_000).toISOString();
  return html`<time datetime="${iso}">${iso.slice(0, 10)} ${iso.slice(11, 19)}</time>`;
}

export function actionButton(action: string, text: string, label: string, kind = ""): Html {
  return html`<form method="post" action="${action}"><button class="${kind}" aria-label="${label}">${text}</button></form>`;
}

/** A table that scrolls by itself in a narrow window. */
export function table(caption: string, heads: string[], rows: Html[], empty: string): Html {
  if (rows.length === 0) return html`<p class="empty">${empty}</p>`;
  return html`<div class="table" tabindex="0" role="region" aria-label="${caption}"><table>
    <thead><tr>${heads.map((head) => html`<th scope="col">${head}</th>`)}</tr></thead>
    <tbody>${rows}</tbody>
  </table></div>`;
}
