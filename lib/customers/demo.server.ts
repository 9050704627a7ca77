import "server-only";
import { eq } from "drizzle-orm";
import Stripe from "stripe";
import { createCode } from "@/lib/auth/code.server";
import { type SignIn, signInByCode } from "@/lib/auth/sign-in.server";
import { db } from "@/lib/db/client";
import { customerAddresses, customers } from "@/lib/db/schema";
import { newAddressId } from "@/lib/ids";
import { stripe } from "@/lib/stripe/client";
import { type DemoCard, type DemoPerson, type DemoShopper, demoPerson } from "./demo";
import { withStripeCustomer } from "./stripe-customer.server";

/**
 * Signs in as a demonstration shopper, who is made on first use. What a visitor removed of their cards and address is
 * there again; the browser's cart stays the browser's, so that two visitors don't share one.
 */
export async function signInAsDemo(shopper: DemoShopper): Promise<SignIn> {
  const person = demoPerson(shopper);
  await oneAtATime(() => prepare(person));
  return signInByCode(person.email, await createCode(person.email));
}

let last: Promise<unknown> = Promise.resolve();

/** Two visitors who press the same button at once must not give its shopper four cards. */
function oneAtATime<Result>(work: () => Promise<Result>): Promise<Result> {
  const result = last.then(work, work);
  last = result;
  return result;
}

async function prepare(person: DemoPerson): Promise<void> {
  const { id, email, name, tier } = person;
  await db().insert(customers).values({ id, email, name, tier, emailVerified: true }).onConflictDoNothing();
  await prepareAddress(person);
  if (person.cards.length === 0) return;
  await withStripeCustomer(id, (stripeCustomerId) => prepareCards(person, stripeCustomerId));
}

async function prepareAddress({ id, name, address }: DemoPerson): Promise<void> {
  if (!address) return;
  const known = await db()
    .select({ id: customerAddresses.id })
    .from(customerAddresses)
    .where(eq(customerAddresses.customerId, id))
    .limit(1);
  if (known.length > 0) return;
  await db()
    .insert(customerAddresses)
    .values({ id: newAddressId(), customerId: id, name, ...address, isDefault: true });
}

async function prepareCards(person: DemoPerson, stripeCustomerId: string): Promise<void> {
  const saved = await stripe().customers.listPaymentMethods(stripeCustomerId, { type: "card", limit: 100 });
  const known = new Set(saved.data.map((method) => method.metadata?.demo));
  for (const card of person.cards) {
    if (!known.has(card.token)) await saveCard(person, stripeCustomerId, card);
  }
}

async function saveCard(person: DemoPerson, stripeCustomerId: string, card: DemoCard): Promise<void> {
  const { address } = person;
  const method = await stripe().paymentMethods.create({
    type: "card",
    card: { token: card.token },
    billing_details: {
      name: person.name,
      email: person.email,
      ...(address && {
        address: {
          line1: address.line1,
          city: address.city,
          postal_code: address.postalCode,
          country: address.country,
        },
      }),
    },
    metadata: { demo: card.token },
  });
  await stripe().paymentMethods.attach(method.id, { customer: stripeCustomerId });
  const { month, year } = card.expires;
  try {
    await stripe().paymentMethods.update(method.id, {
      allow_redisplay: "always",
      card: { exp_month: month, exp_year: year },
    });
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError)) throw error;
    console.warn(`demonstration: ${method.id} keeps its own expiry date: ${error.message}`);
  }
}
