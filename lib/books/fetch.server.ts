import "server-only";
import { asc, eq } from "drizzle-orm";
import type Stripe from "stripe";
import { log } from "@/lib/base/log.server";
import { isStopping } from "@/lib/base/stopping.server";
import type { Database } from "@/lib/db/client";
import { takeTurn, withLease } from "@/lib/db/lease.server";
import { isToRead, payouts } from "@/lib/db/schema";
import { stripe } from "@/lib/stripe/client";
import { stripeFailure } from "@/lib/stripe/failure";
import { categorySums } from "./category-sums.server";
import { checkBalance } from "./check-balance.server";
import { readOn } from "./read-list.server";
import { isInPayout } from "./read-payouts.server";
import { storePayouts } from "./store-payouts.server";
import { storeTransactions } from "./store-transactions.server";

/** A movement may be listed behind newer ones, but no longer after this time. */
const SETTLED_AFTER_SECONDS = 10 * 60;
/** A payout that was paid may still come back: docs.stripe.com/api/payouts/object#payout_object-status. */
const FINAL_AFTER_SECONDS = 20 * 24 * 60 * 60;
/** Between two looks of the regular rounds, unless there is a payout to read. */
const REST_SECONDS = 5 * 60;
const PAGE = 100;

/** `movements`: read, known ones too. `isWhole`: all that Stripe has was read. */
export type BooksFetched = { movements: number; payouts: number; isWhole: boolean };

const NOTHING: BooksFetched = { movements: 0, payouts: 0, isWhole: false };

/**
 * Reads payouts, the movements of the balance, and which payout each is in, on from where the last call stopped. Any number of calls leave the same books.
 * One process at a time: another one gets `held: false`.
 * @param deadline milliseconds since 1970, when no further page is begun
 */
export function fetchBooks(db: Database, deadline = Number.POSITIVE_INFINITY) {
  return withLease(db, "books", () => fetchAll(db, deadline));
}

/** For regular rounds: does nothing when that was done just now. */
export async function fetchDueBooks(db: Database, deadline: number): Promise<BooksFetched> {
  const [toRead] = await db.select({ id: payouts.stripeId }).from(payouts).where(isToRead(payouts)).limit(1);
  if (!toRead && !(await takeTurn(db, "books", REST_SECONDS))) return NOTHING;
  const fetched = await fetchBooks(db, deadline);
  return fetched.held ? fetched.result : NOTHING;
}

async function fetchAll(db: Database, deadline: number): Promise<BooksFetched> {
  const paidOut = await readOn<Stripe.Payout>(
    db,
    {
      name: "payouts",
      list: (params) => stripe().payouts.list(params),
      store: (items) => storePayouts(db, items),
      isSettled: ({ created }) => age(created) > FINAL_AFTER_SECONDS,
    },
    deadline,
  );
  const moved = await readOn<Stripe.BalanceTransaction>(
    db,
    {
      name: "transactions",
      list: (params) => stripe().balanceTransactions.list({ ...params, expand: ["data.source"] }),
      store: (items) => storeTransactions(db, items),
      isSettled: ({ created }) => age(created) > SETTLED_AFTER_SECONDS,
    },
    deadline,
  );
  const isAllRead = await readContents(db, deadline);
  const isWhole = paidOut.isWhole && moved.isWhole && isAllRead;
  if (isWhole) await checkBalance(db, stripe(), moved.newestId);
  return { movements: moved.read, payouts: paidOut.read, isWhole };
}

const age = (seconds: number) => Date.now() / 1000 - seconds;

/** Reads what is in payouts, the oldest first, page by page. @returns whether all was read */
async function readContents(db: Database, deadline: number): Promise<boolean> {
  for (;;) {
    const [payout] = await db
      .select({ id: payouts.stripeId, upTo: payouts.contentsUpTo })
      .from(payouts)
      .where(isToRead(payouts))
      .orderBy(asc(payouts.createdAt))
      .limit(1);
    if (!payout) return true;
    if (Date.now() >= deadline || isStopping()) return false;
    const page = await pageOf(payout);
    await storeTransactions(db, page.data, payout.id);
    const last = page.data.at(-1)?.id ?? payout.upTo;
    const whole = page.has_more
      ? {}
      : { contentsAt: new Date(), contents: await categorySums(db, isInPayout(payout.id)) };
    await db
      .update(payouts)
      .set({ contentsUpTo: last, ...whole })
      .where(eq(payouts.stripeId, payout.id));
  }
}

/** One that Stripe refuses to list counts as read, so that it does not keep the others waiting; its page shows that it does not add up. */
async function pageOf({ id, upTo }: { id: string; upTo: string | null }) {
  try {
    return await stripe().balanceTransactions.list({
      payout: id,
      limit: PAGE,
      expand: ["data.source"],
      ...(upTo && { starting_after: upTo }),
    });
  } catch (error) {
    const failure = stripeFailure(error);
    if (failure.kind === "unavailable") throw error;
    log.warn(`what is in payout ${id} could not be read: ${failure.message}`);
    return { data: [], has_more: false };
  }
}
