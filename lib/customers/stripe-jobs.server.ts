import "server-only";
import { eq } from "drizzle-orm";
import { z } from "zod";
import type { CustomerId } from "@/lib/base/ids";
import { db, type Transaction } from "@/lib/db/client";
import { customers } from "@/lib/db/schema";
import { enqueueForPerson } from "@/lib/outbox/enqueue.server";
import type { JobOutcome, OutboxJob } from "@/lib/outbox/job";
import { stripe } from "@/lib/stripe/client";
import { orDeleted } from "@/lib/stripe/or-deleted";
import { forgetStripeCustomer, stripeFacts } from "./stripe-customer.server";

export async function enqueueCustomerFacts(tx: Transaction, customerId: CustomerId): Promise<void> {
  await enqueueForPerson(tx, {
    effect: "stripe.customer_facts",
    occurrence: `${customerId} ${Date.now()}`,
    payload: { customerId },
  });
}

export async function enqueueForgetCards(tx: Transaction, stripeCustomerId: string): Promise<void> {
  await enqueueForPerson(tx, {
    effect: "stripe.forget_cards",
    occurrence: stripeCustomerId,
    payload: { stripeCustomerId },
  });
}

/** Sends an account's current facts to Stripe, so the order of jobs does not matter. Nothing is sent for an account that Stripe does not know. */
export async function sendCustomerFacts(job: OutboxJob): Promise<JobOutcome> {
  const { customerId } = z.object({ customerId: z.string() }).parse(job.payload);
  const [account] = await db()
    .select()
    .from(customers)
    .where(eq(customers.id, customerId as CustomerId));
  if (!account?.stripeCustomerId) return {};
  const { stripeCustomerId } = account;
  const updated = await orDeleted(
    stripeCustomerId,
    stripe().customers.update(stripeCustomerId, await stripeFacts(account)),
  );
  if ("deleted" in updated) await forgetStripeCustomer(db(), stripeCustomerId);
  return {};
}

export async function forgetCards(job: OutboxJob): Promise<JobOutcome> {
  const { stripeCustomerId } = z.object({ stripeCustomerId: z.string() }).parse(job.payload);
  const listed = stripe().customers.listPaymentMethods(stripeCustomerId, { limit: 100 });
  const saved = await orDeleted(stripeCustomerId, listed);
  if ("deleted" in saved) return {};
  for (const method of saved.data) await orDeleted(method.id, stripe().paymentMethods.detach(method.id));
  if (saved.has_more) return forgetCards(job);
  return {};
}
