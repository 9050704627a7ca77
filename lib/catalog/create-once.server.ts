import "server-only";
import { createHash } from "node:crypto";
import type Stripe from "stripe";
import { orDeleted } from "@/lib/stripe/or-deleted";

/** How often a thing may be made and taken away again at Stripe within the day that it remembers a key. */
const MAX_GENERATIONS = 20;

type Made = Pick<Stripe.Product | Stripe.Price, "id" | "active" | "deleted">;

/**
 * Creates an object at Stripe once, however many processes, and stores with a database of their own, try at the same time:
 * the idempotency key is made of what is asked for, and of what the new object takes the place of. Stripe repeats its first
 * answer for a day, also when that object is gone or archived meanwhile: then the next generation is made.
 */
export async function createOnce<Object extends Made>(
  wanted: object,
  create: (options: Stripe.RequestOptions) => Promise<Stripe.Response<Object>>,
  retrieve: (made: Object) => Promise<Object | { id: string; deleted: true }>,
): Promise<Object> {
  const key = createHash("sha256").update(JSON.stringify(wanted)).digest("hex");
  for (let generation = 1; generation <= MAX_GENERATIONS; generation += 1) {
    const made = await create({ idempotencyKey: `catalog-${generation}-${key}` });
    if (made.lastResponse.headers["idempotent-replayed"] !== "true") return made;
    const now = await orDeleted<Object | { id: string; deleted: true }>(made.id, retrieve(made));
    if (!now.deleted && (now.active || !made.active)) return now;
  }
  throw new Error(`Stripe has forgotten what was created ${MAX_GENERATIONS} times today`);
}
