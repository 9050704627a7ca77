import Stripe from "stripe";
import { describeError } from "@/lib/base/describe-error";
import { stripeFailure } from "@/lib/stripe/failure";

export type SyncFailure = { slug: string; reason: string };

const MOST_KEPT = 200;
/** Each of these was tried for half a minute, so Stripe is away. */
const MOST_IN_A_ROW = 10;

type Report = { failures: SyncFailure[]; failureCount: number; stopped: string | null };

/** Keeps the failure of one product from ending a sync; when Stripe takes no calls at all the sync stops. */
export class SyncFailures {
  private unavailable = 0;

  constructor(private readonly report: Report) {}

  async during(slug: string, work: () => Promise<void>): Promise<void> {
    try {
      await work();
      this.unavailable = 0;
    } catch (error) {
      this.note(slug, error);
    }
  }

  private note(slug: string, error: unknown): void {
    const { report } = this;
    const failure = error instanceof Stripe.errors.StripeError ? stripeFailure(error) : null;
    const field = failure?.param ? ` (${failure.param})` : "";
    const reason = failure ? `${failure.message}${field}` : describeError(error);
    report.failureCount += 1;
    if (report.failures.length < MOST_KEPT) report.failures.push({ slug, reason });
    if (
      error instanceof Stripe.errors.StripeAuthenticationError ||
      error instanceof Stripe.errors.StripePermissionError
    ) {
      report.stopped = reason;
      return;
    }
    this.unavailable = failure?.kind === "unavailable" ? this.unavailable + 1 : 0;
    if (this.unavailable >= MOST_IN_A_ROW) report.stopped = reason;
  }
}
