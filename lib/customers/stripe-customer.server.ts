import "server-only";
import { setTimeout as sleep } from "node:timers/promises";
import { and, eq, isNull, sql } from "drizzle-orm";
import Stripe from "stripe";
import { storedState } from "@/lib/addresses/check";
import type { CustomerId } from "@/lib/base/ids";
import { db, type Queryable } from "@/lib/db/client";
import { customerAddresses, customers } from "@/lib/db/schema";
import { stripe } from "@/lib/stripe/client";

const WAIT_MS = 200;
const MAX_TRIES = 20;

/**
 * The account's Stripe customer, `cus_…`, created once on first use, even by simultaneous calls.
 * @throws Stripe's errors; Error when the account does not exist
 */
export async function ensureStripeCustomer(customerId: CustomerId): Promise<string> {
  for (let tries = 1; ; tries += 1) {
    const account = await readAccount(customerId);
    if (account.stripeCustomerId) return account.stripeCustomerId;
    try {
      const { id } = await stripe().customers.create(
        { ...(await newCustomerFacts(account)), metadata: { customer_id: customerId } },
        { idempotencyKey: `customer:${customerId}:${account.stripeGeneration}` },
      );
      await store(customerId, account.stripeGeneration, id);
    } catch (error) {
      if (!(error instanceof Stripe.errors.StripeError) || tries >= MAX_TRIES) throw error;
      if (error instanceof Stripe.errors.StripeIdempotencyError) {
        await nextGeneration(customerId, account.stripeGeneration);
      } else if (error.statusCode === 409) {
        await sleep(WAIT_MS);
      } else throw error;
    }
  }
}

/** Runs `use` with the account's Stripe customer, and once more with a new one if that was deleted at Stripe. */
export async function withStripeCustomer<Result>(
  customerId: CustomerId,
  use: (stripeCustomerId: string) => Promise<Result>,
): Promise<Result> {
  const stripeCustomerId = await ensureStripeCustomer(customerId);
  try {
    return await use(stripeCustomerId);
  } catch (error) {
    if (!isMissingCustomer(error, stripeCustomerId)) throw error;
    await forgetStripeCustomer(db(), stripeCustomerId);
    return use(await ensureStripeCustomer(customerId));
  }
}

/** Removes a customer that was deleted at Stripe from its account; the next use creates a new one. */
export async function forgetStripeCustomer(q: Queryable, stripeCustomerId: string): Promise<void> {
  await q
    .update(customers)
    .set({ stripeCustomerId: null, stripeGeneration: sql`${customers.stripeGeneration} + 1` })
    .where(eq(customers.stripeCustomerId, stripeCustomerId));
}

/** What Stripe stores about an account. Its pages take the delivery from `shipping`, which is the default address. */
export async function stripeFacts(account: { id: CustomerId; email: string; name: string; locale: string }) {
  const [address] = await db()
    .select()
    .from(customerAddresses)
    .where(and(eq(customerAddresses.customerId, account.id), eq(customerAddresses.isDefault, true)));
  return {
    email: account.email,
    name: account.name,
    preferred_locales: [account.locale],
    shipping: address
      ? {
          name: address.name,
          address: {
            line1: address.line1,
            line2: address.line2 ?? "",
            city: address.city,
            state: storedState(address.country, address.state ?? ""),
            postal_code: address.postalCode,
            country: address.country,
          },
        }
      : ("" as const),
  };
}

async function newCustomerFacts(account: Parameters<typeof stripeFacts>[0]) {
  const { shipping, ...facts } = await stripeFacts(account);
  return { ...facts, ...(shipping && { shipping }) };
}

function isMissingCustomer(error: unknown, stripeCustomerId: string): boolean {
  return (
    error instanceof Stripe.errors.StripeInvalidRequestError &&
    error.code === "resource_missing" &&
    error.message.includes(stripeCustomerId)
  );
}

async function readAccount(customerId: CustomerId) {
  const [account] = await db().select().from(customers).where(eq(customers.id, customerId));
  if (!account) throw new Error(`there is no account ${customerId}`);
  return account;
}

async function store(customerId: CustomerId, generation: number, stripeCustomerId: string): Promise<void> {
  await db()
    .update(customers)
    .set({ stripeCustomerId })
    .where(
      and(
        eq(customers.id, customerId),
        isNull(customers.stripeCustomerId),
        eq(customers.stripeGeneration, generation),
      ),
    );
}

async function nextGeneration(customerId: CustomerId, generation: number): Promise<void> {
  await db()
    .update(customers)
    .set({ stripeGeneration: generation + 1 })
    .where(and(eq(customers.id, customerId), eq(customers.stripeGeneration, generation)));
}
