import "server-only";
import { type BooksFetched, fetchBooks } from "@/lib/books/fetch.server";
import { db } from "@/lib/db/client";
import { unlessStripeIsDown } from "@/lib/desk/unless-stripe-is-down.server";
import { inPacedBackground } from "@/lib/jobs/stripe-pace.server";

/** Somebody waits for it; rounds do the rest. Milliseconds. */
const SHORTLY = 10_000;

/** Reads on in Stripe's lists for a short time. While another process does so, it is left to it. */
export async function fetchBooksShortly(): Promise<BooksFetched | "stripe_unavailable"> {
  const fetched = await unlessStripeIsDown(() =>
    inPacedBackground(() => fetchBooks(db(), Date.now() + SHORTLY)),
  );
  if (fetched === null) return "stripe_unavailable";
  return fetched.held ? fetched.result : { movements: 0, payouts: 0, isWhole: false };
}
