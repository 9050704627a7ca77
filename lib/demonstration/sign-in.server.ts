import "server-only";
import { eq } from "drizzle-orm";
import Stripe from "stripe";
import type { Locale } from "@/i18n/routing";
import { isOthersCart } from "@/lib/account/join-account.server";
import { finishSignIn } from "@/lib/account/sign-in-and-out.server";
import { createLinkToken } from "@/lib/auth/secrets.server";
import { signInByLink } from "@/lib/auth/sign-in.server";
import { type CustomerId, newAddressId } from "@/lib/base/ids";
import { log } from "@/lib/base/log.server";
import { forgetCartId, readCartId } from "@/lib/cart/cookie.server";
import { withStripeCustomer } from "@/lib/customers/stripe-customer.server";
import { db } from "@/lib/db/client";
import { recordDemonstrationItem } from "@/lib/db/demonstration.server";
import { customerAddresses, customers } from "@/lib/db/schema";
import { inTransaction } from "@/lib/db/transaction.server";
import { stripe } from "@/lib/stripe/client";
import { insertPastOrders } from "./past-orders.server";
import { type DemoCard, type DemoPerson, type DemoShopper, demoPerson, isNewEveryTime } from "./people";

/**
 * Signs in as a demonstration shopper, whose cards, address and e-mail are restored. Permanent shoppers keep the browser's cart,
 * so that two visitors do not share one. For route handlers.
 */
export async function signInAsDemo(
  shopper: DemoShopper,
  locale: Locale,
  headers: Headers,
): Promise<CustomerId> {
  const person = demoPerson(shopper);
  // The sign-in is part of the turn, because another link for the same address would end this one.
  const signedIn = await oneAtATime(async () => {
    await prepare(person, locale);
    return signInByLink(await createLinkToken(person.email), headers);
  });
  if (!signedIn.ok) throw new Error(`the demonstration's shopper could not sign in: ${signedIn.code}`);
  const cartId = await readCartId();
  if (isNewEveryTime(shopper)) await finishSignIn(signedIn.customerId, locale);
  else if (cartId && (await isOthersCart(db(), cartId))) await forgetCartId();
  return signedIn.customerId;
}

let last: Promise<unknown> = Promise.resolve();

/** Runs one sign-in at a time: two visitors at once would double the cards, or end each other's link. */
function oneAtATime<Result>(work: () => Promise<Result>): Promise<Result> {
  const result = last.then(work, work);
  last = result;
  return result;
}

async function prepare(person: DemoPerson, locale: Locale): Promise<void> {
  const { id, email, name, tier } = person;
  // A visitor may have changed the address by which the sign-in finds the shopper.
  await inTransaction(db(), async (tx) => {
    await tx
      .insert(customers)
      .values({ id, email, name, tier, emailVerified: true })
      .onConflictDoUpdate({ target: customers.id, set: { email } });
    await recordDemonstrationItem(tx, "shopper", id, {});
  });
  await prepareAddress(person);
  if (person.pastOrders.length > 0) await insertPastOrders(person, locale);
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
    log.warn(`demonstration: ${method.id} keeps its own expiry date: ${error.message}`);
  }
}
