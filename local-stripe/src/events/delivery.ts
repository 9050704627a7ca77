import { deliveriesOfEvent, deliveriesWaiting } from "../state/finders";
import { idKind } from "../state/ids";
import type { EventDelivery } from "../state/local";
import type { DeliveryRecord, EndpointRecord, EventMatch, EventRecord } from "../state/records";
import type { Store } from "../state/store";
import { matches, matchesType } from "./match";
import { signatureHeader } from "./signature";

const deliveryIds = idKind("dlv");

const ANSWER_LIMIT_MS = 20_000;
const KEPT_ANSWER_CHARACTERS = 500;
/** Milliseconds. Stripe's gaps are hours, which is too long for a demonstration. */
const RETRY_DELAYS_MS = [1_000, 5_000, 30_000, 120_000, 600_000, 3_600_000];

/**
 * Sends events to webhook endpoints: one at a time per endpoint, in the order of creation, each try signed anew. A failed try is repeated after a
 * growing pause.
 */
export class Delivery implements EventDelivery {
  private readonly queues = new Map<string, Promise<void>>();
  private readonly timers = new Set<NodeJS.Timeout>();
  private closed = false;

  constructor(
    private readonly store: Store,
    private readonly retryDelaysMs: number[] = RETRY_DELAYS_MS,
    /** An event's object as an endpoint's API version has it. */
    private readonly inVersion: (version: string, object: object) => object = (_version, object) => object,
    /** Of a connected account: its id, and the store of the account that it is connected to. */
    private readonly platform: () => { account: string; store: Store } | null = () => null,
  ) {}

  /** Plans the deliveries of a new event. */
  plan(record: EventRecord, createdSeconds: number): void {
    const own = this.store.endpoints.all().filter(({ connect }) => !connect);
    const above =
      this.platform()
        ?.store.endpoints.all()
        .filter(({ connect }) => connect) ?? [];
    for (const endpoint of [...own, ...above]) {
      if (endpoint.endpoint.status !== "enabled") continue;
      if (!matchesType(endpoint.endpoint.enabled_events, record.event.type)) continue;
      const delivery = this.store.deliveries.put({
        id: deliveryIds.make(),
        event: record.id,
        endpoint: endpoint.id,
        url: endpoint.endpoint.url,
        state: this.firstState(record),
        attempts: [],
        nextAt: null,
        created: createdSeconds,
      });
      if (delivery.state === "pending") this.enqueue(delivery.id);
    }
  }

  /** Sends an event again, now, to every endpoint that ever got or should have got it. */
  async resend(eventId: string): Promise<DeliveryRecord[]> {
    const known = this.ofEvent(eventId);
    await Promise.all(known.map((delivery) => this.enqueue(delivery.id)));
    return known.flatMap((delivery) => this.store.deliveries.get(delivery.id) ?? []);
  }

  /** Releases held events. `order` lists event types, or ids, that go first. */
  async release(match: EventMatch, order: string[]): Promise<DeliveryRecord[]> {
    const held = deliveriesWaiting(this.store.deliveries, "held")
      .toArray()
      .reverse()
      .filter((delivery) => {
        const record = this.store.events.get(delivery.event);
        return record !== undefined && matches(match, record);
      });
    const rank = (delivery: DeliveryRecord): number => {
      const type = this.store.events.get(delivery.event)?.event.type ?? "";
      const index = order.findIndex((wanted) => wanted === type || wanted === delivery.event);
      return index === -1 ? order.length : index;
    };
    const sorted = held.toSorted((left, right) => rank(left) - rank(right));
    await Promise.all(sorted.map((delivery) => this.enqueue(delivery.id)));
    return sorted.flatMap((delivery) => this.store.deliveries.get(delivery.id) ?? []);
  }

  /** Continues the deliveries that an earlier run left. */
  resume(): void {
    for (const { id, nextAt } of deliveriesWaiting(this.store.deliveries, "pending").toArray().reverse()) {
      this.schedule(id, Math.max(0, (nextAt ?? 0) - Date.now()));
    }
  }

  /** Webhooks of an event that are not yet delivered. */
  pendingCount(eventId: string): number {
    return this.ofEvent(eventId).filter(({ state }) => state === "pending" || state === "held").length;
  }

  close(): void {
    this.closed = true;
    for (const timer of this.timers) clearTimeout(timer);
  }

  private ofEvent(eventId: string): DeliveryRecord[] {
    return deliveriesOfEvent(this.store.deliveries, eventId).toArray().reverse();
  }

  private firstState(record: EventRecord): DeliveryRecord["state"] {
    if (record.dropped) return "dropped";
    return this.store.settings.holds.some((hold) => matches(hold, record)) ? "held" : "pending";
  }

  private schedule(id: string, delayMs: number): void {
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      void this.enqueue(id);
    }, delayMs).unref();
    this.timers.add(timer);
  }

  private enqueue(id: string): Promise<void> {
    const endpoint = this.store.deliveries.get(id)?.endpoint ?? "";
    const previous = this.queues.get(endpoint) ?? Promise.resolve();
    const next = previous.then(() => this.attempt(id));
    this.queues.set(endpoint, next);
    return next;
  }

  private async attempt(id: string): Promise<void> {
    const delivery = this.store.deliveries.get(id);
    const record = delivery && this.store.events.get(delivery.event);
    const endpoint =
      delivery &&
      (this.store.endpoints.get(delivery.endpoint) ??
        this.platform()?.store.endpoints.get(delivery.endpoint));
    if (this.closed || !delivery || !record || !endpoint) return;
    const outcome = await this.send(endpoint, record);
    const current = this.store.deliveries.get(id);
    if (this.closed || !current) return;
    const attempts = [...current.attempts, { at: Date.now(), ...outcome }];
    const ok = outcome.status !== null && outcome.status >= 200 && outcome.status < 300;
    const delayMs = ok ? undefined : this.retryDelaysMs[attempts.length - 1];
    this.store.deliveries.put({
      ...current,
      attempts,
      state: ok ? "delivered" : delayMs === undefined ? "failed" : "pending",
      nextAt: delayMs === undefined ? null : Date.now() + delayMs,
    });
    if (delayMs !== undefined) this.schedule(id, delayMs);
  }

  private async send(endpoint: EndpointRecord, record: EventRecord) {
    const pending = Math.max(1, this.pendingCount(record.id));
    const { event } = record;
    const version = endpoint.endpoint.api_version;
    const versioned = version && {
      api_version: version,
      data: { ...event.data, object: this.inVersion(version, event.data.object) },
    };
    const account = endpoint.connect && { account: this.platform()?.account };
    // An event is kept before anybody hears of it.
    this.store.flush();
    const body = JSON.stringify({ ...event, ...account, ...versioned, pending_webhooks: pending }, null, 2);
    try {
      const answer = await fetch(endpoint.endpoint.url, {
        method: "POST",
        redirect: "manual",
        signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
        headers: {
          "content-type": "application/json; charset=utf-8",
          "user-agent": "local-stripe/1.0",
          "stripe-signature": signatureHeader(body, endpoint.secret, Math.floor(Date.now() / 1000)),
        },
        body,
      });
      const text = await answer.text();
      return { status: answer.status, error: null, body: text.slice(0, KEPT_ANSWER_CHARACTERS) };
    } catch (error) {
      return { status: null, error: describe(error), body: "" };
    }
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return "unknown error";
  return error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
}
