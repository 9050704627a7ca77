import "server-only";
import { createHash } from "node:crypto";
import type Stripe from "stripe";
import { orDeleted } from "@/lib/stripe/or-deleted";

const MAX_GENERATIONS = 20;

type Made = Pick<Stripe.Product | Stripe.Price, "id" | "active" | "deleted">;

/**
 * Creates an object at Stripe once across processes and databases. Stripe repeats an answer for a day, even for a deleted object;
 * then a new generation of the key is used.
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
  throw new Error(`an object was created at Stripe and deleted there ${MAX_GENERATIONS} times today`);
}
