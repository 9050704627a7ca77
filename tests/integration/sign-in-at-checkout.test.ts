import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { joinAccount } from "@/lib/account/join-account.server";
import { type CartId, newAddressId, newCustomerId } from "@/lib/base/ids";
import { setCartCountry } from "@/lib/cart/change.server";
import { readPricedCart } from "@/lib/checkout/cart/read-priced-cart.server";
import { checkoutDefaults } from "@/lib/customers/checkout-defaults.server";
import { carts, customerAddresses, customers, discountRedemptions, discountRules } from "@/lib/db/schema";
import type { Customer } from "@/lib/model/customer";
import type { Shopper } from "@/lib/orders/owners/shopper";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { testDatabase } from "@/tests/support/database";
import { insertDemoDiscounts } from "@/tests/support/demo-discounts";
import { elementsShop } from "@/tests/support/elements-shop";
import { testStripe } from "@/tests/support/local-stripe";
import { paymentShop } from "@/tests/support/payment-shop";
import { cartWith, shopperOf, stockedVariants } from "@/tests/support/shop";

const { db } = await testDatabase();
const { stripe, url, payByCard } = await testStripe();
const elements = elementsShop(db, stripe);
const payment = paymentShop(db, url);

beforeAll(async () => {
  await insertDemoDiscounts(db);
});

async function newAccount(facts: Partial<typeof customers.$inferInsert> = {}): Promise<Customer> {
  const id = newCustomerId();
  const email = `${id}@example.com`;
  await db.insert(customers).values({ id, email, emailVerified: true, ...facts });
  return { id, email, name: null, givenTier: null, stripeCustomerId: null };
}

async function signIn(guest: Shopper, customer: Customer): Promise<Shopper> {
  const { cartId } = await joinAccount(db, customer.id, { cartId: guest.cartId, locale: "en" });
  const [row] = await db.select().from(customers).where(eq(customers.id, customer.id));
  const stripeCustomerId = row?.stripeCustomerId ?? null;
  return { cartId, openedOrders: [], customer: { ...customer, stripeCustomerId } };
}

async function newGuest(pieces = 5): Promise<Shopper> {
  const [mug] = await stockedVariants(db, stripe, [100]);
  if (!mug) throw new Error("no variant");
  return shopperOf(await cartWith(db, [[mug, pieces]]));
}

async function chooses(shopper: Shopper, country: string): Promise<void> {
  if (!shopper.cartId) throw new Error("no cart");
  await setCartCountry(db, shopper.cartId, country);
}

const SURFACES = { elements: elements.begin, payment: payment.begin } as const;

describe.each(["elements", "payment"] as const)("signing in from the checkout: %s", (surface) => {
  const begin = (shopper: Shopper) => SURFACES[surface](shopper);

  it("keeps the guest's code and country, for a new account and for one with a cart of its own", async () => {
    const own = await newGuest(1);
    for (const account of [await newAccount(), await newAccount({ cartId: own.cartId })]) {
      const guest = await newGuest();
      await chooses(guest, "BE");
      const before = await begin(guest);
      expect((await before.types("TENOFF")).ok).toBe(true);
      const signedIn = await signIn(guest, account);
      const after = await begin(signedIn);
      expect(after.quote.country).toBe("BE");
      expect(after.quote.discounts).toContainEqual(expect.objectContaining({ code: "TENOFF" }));
      expect(after.quote.refused.filter(({ code }) => code !== null)).toEqual([]);
    }
  });

  it("says what no longer applies: a code that the account has used before", async () => {
    const rule = { id: `once-${surface}`, code: `ONCE${surface.toUpperCase()}` };
    await db.insert(discountRules).values({
      ...rule,
      kind: "promotion_code",
      name: { en: "Once", fr: "Une fois" },
      conditions: { benefit: { type: "percent", percent: 10 } },
      perCustomerLimit: 1,
      combinable: true,
    });
    const account = await newAccount();
    const first = await elements.begin(await signIn(await newGuest(), account));
    expect((await first.types(rule.code)).ok).toBe(true);
    await payByCard(first.clientSecret);
    expect(await settleOrder(first.orderId)).toBe("paid");

    const guest = await newGuest();
    const before = await begin(guest);
    expect((await before.types(rule.code)).ok).toBe(true);
    const signedIn = await signIn(guest, account);
    const told = { code: rule.code, reason: "You have already used this offer." };
    const { quote } = await readPricedCart(signedIn, "en");
    expect(quote?.refusedDiscounts).toContainEqual(expect.objectContaining(told));
    const after = await begin(signedIn);
    expect(after.quote.discounts.filter(({ code }) => code !== null)).toEqual([]);
    expect(after.quote.refused).toContainEqual(expect.objectContaining(told));
  });

  it("counts the guest's reservations as the account's", async () => {
    const account = await newAccount();
    const guest = await newGuest();
    const { orderId, types } = await begin(guest);
    expect((await types("TENOFF")).ok).toBe(true);
    await signIn(guest, account);
    const reserved = await db
      .select({ key: discountRedemptions.customerKey })
      .from(discountRedemptions)
      .where(eq(discountRedemptions.orderId, orderId));
    expect(new Set(reserved.map(({ key }) => key))).toEqual(new Set([account.id]));
  });
});

describe("a session that was opened before signing in", () => {
  it("is replaced by one of the account's, and is used again once it belongs to the account", async () => {
    const account = await newAccount();
    const guest = await newGuest();
    const before = await elements.begin(guest);
    const signedIn = await signIn(guest, account);
    const after = await elements.begin(signedIn);
    expect(after.sessionId).not.toBe(before.sessionId);
    const session = await stripe.checkout.sessions.retrieve(after.sessionId);
    expect(session.customer).toMatch(/^cus_/);
    expect((await stripe.checkout.sessions.retrieve(before.sessionId)).status).toBe("expired");
    const again = await signIn({ ...guest, cartId: signedIn.cartId }, account);
    expect((await elements.begin(again)).sessionId).toBe(after.sessionId);
  });
});

describe("an account's saved address", () => {
  const address = (customer: Customer, country: string, isDefault: boolean) => ({
    ...{ id: newAddressId(), customerId: customer.id, country, isDefault },
    ...{ name: "Ada", line1: "1 Rue Haute", city: "Town", postalCode: "1000" },
  });

  async function withAddresses(...countries: string[]) {
    const account = await newAccount();
    for (const [index, country] of countries.entries()) {
      await db.insert(customerAddresses).values(address(account, country, index === 0));
    }
    const guest = await newGuest();
    return { account, cartId: guest.cartId as CartId, guest };
  }

  it.each([
    ["the default while no country was chosen", ["FR", "BE"], null, "FR"],
    ["one in the country that was chosen", ["FR", "BE"], "BE", "BE"],
    ["none where there is none in it", ["FR"], "BE", undefined],
  ])("is filled in: %s", async (_, countries, chosen, filled) => {
    const { account, cartId, guest } = await withAddresses(...countries);
    if (chosen) await chooses(guest, chosen);
    const defaults = await checkoutDefaults(account, cartId);
    expect(defaults?.address?.country).toBe(filled);
    expect(defaults?.email).toBe(account.email);
  });

  it("is the default again after an order", async () => {
    const { account, guest } = await withAddresses("FR", "BE");
    await chooses(guest, "BE");
    const shopper = await signIn(guest, account);
    const checkout = await elements.begin(shopper);
    await payByCard(checkout.clientSecret, undefined, "BE");
    expect(await settleOrder(checkout.orderId)).toBe("paid");
    const [cart] = await db
      .select()
      .from(carts)
      .where(eq(carts.id, shopper.cartId as CartId));
    expect(cart?.countryChosenAt).toBeNull();
  });
});
