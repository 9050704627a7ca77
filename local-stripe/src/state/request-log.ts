interface LoggedRequest {
  id: string;
  method: string;
  path: string;
  /** Null when the connection was cut. */
  status: number | null;
  idempotencyKey: string | null;
  /** The `Stripe-Version` header; null without one, as from Stripe.js. */
  version: string | null;
  replayed: boolean;
  at: number;
}

const KEPT = 1_000;

/** The latest API calls, oldest first; not saved. */
export class RequestLog {
  private entries: LoggedRequest[] = [];

  add(entry: LoggedRequest): void {
    this.entries.push(entry);
    if (this.entries.length > KEPT) this.entries.shift();
  }

  all(): LoggedRequest[] {
    return [...this.entries];
  }

  clear(): void {
    this.entries = [];
  }
}
