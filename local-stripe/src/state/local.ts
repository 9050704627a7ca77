import type { DeliveryRecord, EventMatch, EventRecord, IntentRecord } from "./records";
import type { RequestLog } from "./request-log";
import type { Store } from "./store";

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
  /** Null in timers and control calls. Events name it. */
  request: { id: string; idempotencyKey: string | null } | null;
}

/** Of the SDK's types. */
export const API_VERSION = "2026-10-28.endive";

export interface EventDelivery {
  plan(record: EventRecord, createdSeconds: number): void;
  /** Sends an event again, now, to every endpoint that ever got or should have got it. */
  resend(eventId: string): Promise<DeliveryRecord[]>;
  /** `order`: event types, or ids, that go first. */
  release(match: EventMatch, order: string[]): Promise<DeliveryRecord[]>;
  pendingCount(eventId: string): number;
}

/** All resources together, for the layers below them. */
export interface Resources {
  /** Undefined when it can't be expanded. */
  find(local: Local, key: string, id: string): object | undefined;
  /** Exists only on demand; undefined when there is none. */
  part(local: Local, owner: object, parent: object | null, key: string): object | undefined;
  /** Whether events of a type are sent by one of them. */
  sends(type: string): boolean;
  tick(local: Local): void;
  /** Who made a PaymentIntent, and what follows from its payment. */
  paymentOwner: PaymentOwner;
}

/**
 * - `paid`: at once
 * - `processing`: a delayed method was accepted, the money is not there
 * - `settled`, `settle_failed`: how it ended
 */
export type PaymentPhase = "paid" | "processing" | "settled" | "settle_failed";

/** The maker of a PaymentIntent; nothing for one that a call made. */
export interface PaymentOwner {
  /** Gives the intent the customer that its maker promised. */
  withCustomer(local: Local, record: IntentRecord): IntentRecord;
  /** @returns its announcement */
  afterPayment(local: Local, record: IntentRecord, phase: PaymentPhase): () => void;
}
