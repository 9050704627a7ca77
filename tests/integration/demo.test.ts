import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import { listAddresses } from "@/lib/customers/addresses.server";
import { prepareDemoShopper, signInAsDemo } from "@/lib/customers/demo.server";
import { customerSessions, customers } from "@/lib/db/schema";
import { SEED_CUSTOMER_ID } from "@/lib/discounts/seed-data";
import type { CustomerId } from "@/lib/ids";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);

const { db } = await testDatabase();
const { stripe } = await testStripe();

const accountOf = async (id: CustomerId) =>
  (await db.select().from(customers).where(eq(customers.id, id)))[0];
const cardsOf = async (id: CustomerId) => {
  const account = await accountOf(id);
  if (!account?.stripeCustomerId) return [];
  return (await stripe.customers.listPaymentMethods(account.stripeCustomerId)).data;
};

describe("the demonstration's shoppers", () => {
  it("include Grace: gold tier, an address, two cards to show, the Visa newest", async () => {
    await Promise.all([prepareDemoShopper("gold"), prepareDemoShopper("gold")]);
    const { id } = await prepareDemoShopper("gold");
    expect(await accountOf(id)).toMatchObject({ tier: "gold", emailVerified: true });
    expect(await listAddresses(id)).toMatchObject([{ city: "Paris", isDefault: true }]);
    const cards = await cardsOf(id);
    expect(cards.map(({ card, allow_redisplay }) => [card?.brand, allow_redisplay])).toEqual([
      ["visa", "always"],
      ["mastercard", "always"],
    ]);
    expect(cards[0]?.billing_details.address).toMatchObject({ postal_code: "75009", country: "FR" });
  });

  it("get back what a visitor removed", async () => {
    const { id } = await prepareDemoShopper("gold");
    const [visa] = await cardsOf(id);
    if (!visa) throw new Error("no card");
    await stripe.paymentMethods.detach(visa.id);
    await prepareDemoShopper("gold");
    expect((await cardsOf(id)).map(({ card }) => card?.brand).sort()).toEqual(["mastercard", "visa"]);
  });

  it("include Ada, whose one card has expired and who has a discount of her own", async () => {
    const { id } = await prepareDemoShopper("expired-card");
    expect(id).toBe(SEED_CUSTOMER_ID);
    expect((await cardsOf(id)).map(({ card }) => card?.exp_year)).toEqual([2024]);
  });

  it("let in as many visitors at once as press the button", async () => {
    const visits = Array.from({ length: 6 }, () => signInAsDemo("gold", "en", new Headers()));
    const [id, ...others] = await Promise.all(visits);
    expect(new Set([id, ...others]).size).toBe(1);
    expect(
      await db
        .select()
        .from(customerSessions)
        .where(eq(customerSessions.customerId, id as CustomerId)),
    ).toHaveLength(6);
  });

  it("include somebody new every time, whom Stripe doesn't know", async () => {
    const [one, other] = [await prepareDemoShopper("new"), await prepareDemoShopper("new")];
    expect(one.id).not.toBe(other.id);
    expect(await accountOf(one.id)).toMatchObject({ tier: null, stripeCustomerId: null });
  });
});
