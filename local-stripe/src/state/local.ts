import type { Account } from "./account";
import type { DeliveryRecord, EventMatch, EventRecord, IntentRecord, SetupRecord } from "./records";
import type { RequestLog } from "./request-log";
import type { Store } from "./store";
import type { Worlds } from "./worlds";

/** The world of one account. */
export interface Local {
  account: Account;
  /** This one and the others. */
  worlds: Worlds;
  store: Store;
  /** Such as `http://localhost:12111`, without a slash at the end. */
  readonly baseUrl: string;
  /** Origins that may show its pages in frames, besides those of this machine. */
  framesFrom: string[];
  /** The time in Unix seconds by the test clock. */
  now: () => number;
  delivery: EventDelivery;
  resources: Resources;
  requests: RequestLog;
  /** Idempotency keys of calls that are not answered yet. */
  inFlight: Set<string>;
  /** The call that events name; null in timers and control calls. */
  request: { id: string; idempotencyKey: string | null } | null;
}

/** The API version of the SDK's types. */
export const API_VERSION = "2026-10-28.endive";

export interface EventDelivery {
  /** Continues what an earlier run left. */
  resume(): void;
  close(): void;
  plan(record: EventRecord, createdSeconds: number): void;
  /** Sends an event again, now, to every endpoint that ever got or should have got it. */
  resend(eventId: string): Promise<DeliveryRecord[]>;
  /** Releases held events. `order` lists event types, or ids, that go first. */
  release(match: EventMatch, order: string[]): Promise<DeliveryRecord[]>;
  pendingCount(eventId: string): number;
}

/** All resources together, for the layers below them. */
export interface Resources {
  /** Finds the object behind a reference; undefined when it can't be expanded. */
  find(local: Local, key: string, id: string): object | undefined;
  /** Finds a part that exists only on demand; undefined when there is none. */
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

/** What made a PaymentIntent; null for one that an API call made. */
export interface PaymentOwner {
  /** Gives the intent the customer that its maker promised. */
  withCustomer(local: Local, record: IntentRecord): IntentRecord;
  /** Applies a payment to its maker, and returns a function that announces it. */
  afterPayment(local: Local, record: IntentRecord, phase: PaymentPhase): () => void;
  /** Applies a SetupIntent that succeeded to its maker. */
  afterSetup(local: Local, record: SetupRecord): void;
}
