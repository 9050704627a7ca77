import { type Html, html } from "../http/html";
import { deliveriesWaiting } from "../state/finders";
import type { Local } from "../state/local";
import { actionButton, table, time } from "./parts";

const SHOWN_REQUESTS = 25;
const KINDS: [string, string][] = [
  ["429", "429 too many requests"],
  ["500", "500 server error"],
  ["cut_before", "Cut the connection before the effect"],
  ["cut_after", "Cut the connection after the effect"],
  ["slow", "Answer late"],
];

/** Faults, held events, the clock and the latest API calls. */
export function controlPage(local: Local): Html {
  const { settings } = local.store;
  const faults = settings.faults.map(
    (fault) => html`<tr>
      <td>${fault.kind}</td>
      <td>${fault.method ?? "any"}</td>
      <td><code>${fault.path ?? "any"}</code></td>
      <td>${fault.remaining}</td>
    </tr>`,
  );
  const held = deliveriesWaiting(local.store.deliveries, "held").toArray().length;
  return html`<section>
      <h2>Faults</h2>
      ${table("Faults", ["Kind", "Method", "Path", "Calls left"], faults, "Every call is answered as it should be.")}
      <form method="post" action="/dashboard/faults" class="fields">
        <label>Kind <select name="kind">${KINDS.map(([value, text]) => html`<option value="${value}">${text}</option>`)}</select></label>
        <label>Path <input name="path" placeholder="/v1/checkout/sessions"></label>
        <label>Calls <input name="times" type="number" min="1" max="1000" value="1" required></label>
        <label>Delay in ms <input name="delay_ms" type="number" min="0" max="60000" value="0"></label>
        <button>Add fault</button>
      </form>
      ${faults.length > 0 ? actionButton("/dashboard/faults/clear", "Clear faults", "Clear faults", "danger") : null}
    </section>
    <section>
      <h2>Events</h2>
      <p>${settings.holds.length > 0 ? `${settings.holds.length} rule(s) hold events back.` : "No rule holds events back."}
        ${held > 0 ? `${held} delivery(ies) wait.` : null}
        ${settings.drops.length > 0 ? `${settings.drops.length} rule(s) drop events.` : null}
        After a payment the first event is
        <strong>${settings.eventOrder === "completed_first" ? "checkout.session.completed" : "payment_intent.succeeded"}</strong>.</p>
      <div class="actions">
        ${actionButton("/dashboard/order/completed_first", "Session event first", "Session event first")}
        ${actionButton("/dashboard/order/payment_intent_first", "Intent event first", "Intent event first")}
        ${held > 0 ? actionButton("/dashboard/release", "Release held events", "Release held events") : null}
      </div>
    </section>
    <section>
      <h2>Clock</h2>
      <p>${time(local.now())} UTC${settings.clockOffset === 0 ? ", the real time." : `, ${settings.clockOffset} s ahead of the real time.`}</p>
      <div class="actions">
        ${actionButton("/dashboard/clock/3600", "+ 1 hour", "+ 1 hour on the clock")}
        ${actionButton("/dashboard/clock/86400", "+ 1 day", "+ 1 day on the clock")}
      </div>
    </section>
    <section>
      <h2>Latest API calls</h2>
      ${requests(local)}
    </section>`;
}

function requests(local: Local): Html {
  const rows = local.requests
    .all()
    .slice(-SHOWN_REQUESTS)
    .reverse()
    .map(
      (entry) => html`<tr>
        <td>${entry.method}</td>
        <td><code>${entry.path}</code></td>
        <td>${entry.status ?? "cut"}${entry.replayed ? html` <small class="inline">replayed</small>` : null}</td>
        <td>${time(entry.at / 1_000)}</td>
      </tr>`,
    );
  return table("Latest API calls", ["Method", "Path", "Status", "At"], rows, "No call yet.");
}
