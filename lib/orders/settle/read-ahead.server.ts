import "server-only";
import type Stripe from "stripe";
import { type AttemptId, isPaymentIntentId } from "@/lib/base/ids";
import { log } from "@/lib/base/log.server";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";
import { type PaymentEvidence, SESSION_EXPANSION, sessionEvidence } from "./evidence";
import { INTENT_EXPANSION, intentEvidence } from "./intent-evidence";

type BegunAttempt = { stripeId: string; createdAt: Date };

/** Payments as Stripe has them now, by id. One that is missing is read by itself. */
export type ReadAhead = {
  sessions: ReadonlyMap<string, Stripe.Checkout.Session>;
  intents: ReadonlyMap<string, Stripe.PaymentIntent>;
};

/** Small, because Stripe takes long for a page with many objects in its objects. */
const PAGE = 25;
/** A page that holds fewer of the wanted payments saves nothing: one call reads one. */
const WORTHWHILE = 3;
/** Seconds that a payment's row may be younger than the payment at Stripe, or older by a clock that is wrong. */
const ROW_MAY_BE_LATER = 30;
const ROW_MAY_BE_EARLIER = 1;
/** Pages that may hold too few, as the newest in a list may all be younger than what is wanted. */
const MOST_POOR_PAGES = 2;

/**
 * Reads payments that were begun at about the same time from Stripe's lists, many with one call. Stripe allows 25 calls a second of one kind, and
 * thousands of payments may have to be read after an outage.
 * @throws Stripe's errors, except when it refuses such a list: then nothing is read ahead
 */
export async function readAhead(attempts: readonly BegunAttempt[]): Promise<ReadAhead> {
  const isIntent = ({ stripeId }: BegunAttempt) => isPaymentIntentId(stripeId as AttemptId);
  return {
    sessions: await readPages(
      attempts.filter((attempt) => !isIntent(attempt)),
      (page) => stripe().checkout.sessions.list({ ...page, expand: inList(SESSION_EXPANSION) }),
    ),
    intents: await readPages(attempts.filter(isIntent), (page) =>
      stripe().paymentIntents.list({ ...page, expand: inList(INTENT_EXPANSION) }),
    ),
  };
}

/** What an attempt read ahead says, without the refunds and disputes that only a settlement reads. */
export function statusReadAhead(ahead: ReadAhead, stripeId: string): PaymentEvidence["status"] | null {
  const session = ahead.sessions.get(stripeId);
  if (session) return sessionEvidence(session).status;
  const intent = ahead.intents.get(stripeId);
  return intent ? intentEvidence(intent).status : null;
}

type Page = { limit: number; created: Stripe.RangeQueryParam; starting_after?: string };

const inList = (paths: readonly string[]) => paths.map((path) => `data.${path}`);

async function readPages<Payment extends { id: string }>(
  wanted: readonly BegunAttempt[],
  list: (page: Page) => Promise<Stripe.ApiList<Payment>>,
): Promise<Map<string, Payment>> {
  const found = new Map<string, Payment>();
  if (wanted.length < WORTHWHILE) return found;
  const missing = new Set(wanted.map(({ stripeId }) => stripeId));
  const begun = wanted.map(({ createdAt }) => Math.floor(createdAt.getTime() / 1000));
  const created = {
    gte: Math.min(...begun) - ROW_MAY_BE_LATER,
    lte: Math.max(...begun) + ROW_MAY_BE_EARLIER,
  };
  let after: string | undefined;
  for (let poor = 0; poor < MOST_POOR_PAGES; ) {
    const page = await orRefused(list({ limit: PAGE, created, ...(after && { starting_after: after }) }));
    const ours = page?.data.filter(({ id }) => missing.delete(id)) ?? [];
    for (const payment of ours) found.set(payment.id, payment);
    after = page?.data.at(-1)?.id;
    if (!page?.has_more || !after || missing.size < WORTHWHILE) break;
    if (ours.length < WORTHWHILE) poor += 1;
  }
  return found;
}

async function orRefused<Result>(asked: Promise<Result>): Promise<Result | null> {
  try {
    return await asked;
  } catch (error) {
    const { kind, message } = stripeFailure(error);
    if (kind !== "refused") throw error;
    log.warn(`payments are read one by one, as Stripe refuses a list of them: ${message}`);
    return null;
  }
}
