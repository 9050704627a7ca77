import { type Html, html } from "../http/html";
import { deliveriesOfEvent } from "../state/finders";
import type { Local } from "../state/local";
import type { DeliveryRecord, EventRecord } from "../state/records";
import { actionButton, badge, table, time } from "./parts";

const SHOWN = 60;

export function eventsPage({ store }: Local): Html {
  const rows = store.events
    .newest()
    .take(SHOWN)
    .map((record) => {
      const deliveries = deliveriesOfEvent(store.deliveries, record.id).toArray().reverse();
      return html`<tr>
      <td><a href="/dashboard/events/${record.id}">${record.event.type}</a></td>
      <td><code>${objectId(record)}</code></td>
      <td>${deliveryState(record, deliveries)}</td>
      <td>${time(record.event.created)}</td>
      <td><div class="actions">${resendButton(record)}</div></td>
    </tr>`;
    });
  return table(
    "Events",
    ["Type", "Object", "Delivery", "Created", "Actions"],
    rows,
    "Nothing has happened yet.",
  );
}

/** An event with its deliveries and its payload; null for an unknown id. */
export function eventPage({ store }: Local, id: string): Html | null {
  const record = store.events.get(id);
  if (!record) return null;
  const deliveries = deliveriesOfEvent(store.deliveries, id).toArray().reverse();
  const tries = deliveries.flatMap((delivery) =>
    delivery.attempts.map(
      (attempt) => html`<tr>
        <td>${time(attempt.at > 1e11 ? attempt.at / 1_000 : attempt.at)}</td>
        <td>${delivery.url}</td>
        <td>${attempt.status ?? "no answer"}</td>
        <td><code>${(attempt.error ?? attempt.body).slice(0, 160)}</code></td>
      </tr>`,
    ),
  );
  return html`<p class="lead"><code>${id}</code> ${deliveryState(record, deliveries)} ${resendButton(record)}</p>
    <h2>Tries</h2>
    ${table("Tries", ["At", "Endpoint", "Status", "Answer"], tries, "It has not been sent.")}
    <h2>Payload</h2>
    <pre tabindex="0" aria-label="Payload">${JSON.stringify(record.event, null, 2)}</pre>`;
}

function objectId(record: EventRecord): string {
  const { object } = record.event.data;
  return "id" in object && typeof object.id === "string" ? object.id.slice(0, 30) : "–";
}

function deliveryState(record: EventRecord, deliveries: DeliveryRecord[]): Html {
  if (record.dropped) return badge("dropped");
  if (deliveries.length === 0) return html`<small>no endpoint</small>`;
  return html`${deliveries.map((delivery) => {
    const last = delivery.attempts.at(-1);
    const tries = delivery.attempts.length;
    const answer = last ? `${last.status ?? "no answer"}${tries > 1 ? ` · ${tries} tries` : ""}` : "";
    return html`${badge(delivery.state)} <small class="inline">${answer}</small>`;
  })}`;
}

function resendButton({ id, event }: EventRecord): Html {
  return actionButton(`/dashboard/events/${id}/resend`, "Resend", `Resend ${event.type} ${id}`);
}
