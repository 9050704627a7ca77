import type { DeliveryRecord, EventMatch, EventRecord, IntentRecord } from "./records";
import type { RequestLog } from "./request-log";
import type { Store } from "./store";

/** What every part of the local Stripe works on. */
export interface Local {
  store: Store;
  /** Such as `http://localhost:12111`, without a slash at the end. */
  baseUrl: string;
  /** Unix seconds by the test clock. */
  now: () => number;
  delivery: EventDelivery;
  resources: Resources;
  requests: RequestLog;
  /** Idempotency keys of calls that are not answered yet. */
  inFlight: Set<string>;
  /** The API call that is being answered; null in timers and control calls. Events name it. */
  request: { id: string; idempotencyKey: string | null } | null;
}

/** The SDK's types of this version and this API version belong together. */
export const API_VERSION = "2026-10-28.endive";

/** Sends events to the webhook endpoints. */
export interface EventDelivery {
  /** Plans the deliveries of a new event. */
  plan(record: EventRecord, createdSeconds: number): void;
  /** Sends an event again, now, to every endpoint that ever got or should have got it. */
  resend(eventId: string): Promise<DeliveryRecord[]>;
  /** Sends held deliveries; `order` names event types (or event ids) that go first, in that order. */
  release(match: EventMatch, order: string[]): Promise<DeliveryRecord[]>;
  /** Webhooks of an event that are not yet delivered. */
  pendingCount(eventId: string): number;
}

/** What the layers below the resources ask of all of them together. */
export interface Resources {
  /** The object that an id under a key stands for; undefined when it cannot be expanded. */
  find(local: Local, key: string, id: string): object | undefined;
  /** A part that an object has only when it is asked for; undefined when there is none. */
  part(local: Local, owner: object, parent: object | null, key: string): object | undefined;
  /** Whether events of a type are sent by one of them. */
  sends(type: string): boolean;
  /** Does what is due by the test clock. */
  tick(local: Local): void;
  /** What a PaymentIntent's own code does not know: who made it, and what follows from its payment there. */
  paymentOwner: PaymentOwner;
}

/**
 * - `paid`: at once
 * - `processing`: a delayed method was accepted, the money is not there
 * - `settled`, `settle_failed`: how it ended
 */
export type PaymentPhase = "paid" | "processing" | "settled" | "settle_failed";

/** The maker of a PaymentIntent. Both do nothing for an intent that was made by a call of its own. */
export interface PaymentOwner {
  /** Gives the intent the customer that its maker promised. */
  withCustomer(local: Local, record: IntentRecord): IntentRecord;
  /** Moves the maker along and returns what announces it. */
  afterPayment(local: Local, record: IntentRecord, phase: PaymentPhase): () => void;
}
