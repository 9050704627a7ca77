import { eq } from "drizzle-orm";
import { describe, expect, it, vi } from "vitest";
import type { CustomerId } from "@/lib/base/ids";
import { listAddresses } from "@/lib/customers/addresses.server";
import { customers, signInSessions } from "@/lib/db/schema";
import type { DemoShopper } from "@/lib/demonstration/people";
import { signInAsDemo } from "@/lib/demonstration/sign-in.server";
import { SEED_CUSTOMER_ID } from "@/lib/discounts/seed-data";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";

vi.mock("next/headers", async () => (await import("@/tests/support/browser-cookies")).nextHeaders);

const { db } = await testDatabase();
const { stripe } = await testStripe();

const enter = (shopper: DemoShopper) => signInAsDemo(shopper, "en", new Headers());

const accountOf = async (id: CustomerId) =>
  (await db.select().from(customers).where(eq(customers.id, id)))[0];
const cardsOf = async (id: CustomerId) => {
  const account = await accountOf(id);
  if (!account?.stripeCustomerId) return [];
  return (await stripe.customers.listPaymentMethods(account.stripeCustomerId)).data;
};

describe("the demonstration's shoppers", () => {
  it("include Grace: gold tier, an address, two cards to show, the Visa newest", async () => {
    await Promise.all([enter("gold"), enter("gold")]);
    const id = await enter("gold");
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
    const id = await enter("gold");
    const [visa] = await cardsOf(id);
    if (!visa) throw new Error("no card");
    await stripe.paymentMethods.detach(visa.id);
    await enter("gold");
    expect((await cardsOf(id)).map(({ card }) => card?.brand).sort()).toEqual(["mastercard", "visa"]);
  });

  it("include Ada, who has one expired card and a discount of her own", async () => {
    const id = await enter("expired-card");
    expect(id).toBe(SEED_CUSTOMER_ID);
    expect((await cardsOf(id)).map(({ card }) => card?.exp_year)).toEqual([2024]);
  });

  it("can still be signed in after a visitor has changed the address", async () => {
    const id = await enter("gold");
    const email = (await accountOf(id))?.email;
    await db.update(customers).set({ email: "elsewhere@example.com" }).where(eq(customers.id, id));
    expect(await enter("gold")).toBe(id);
    expect((await accountOf(id))?.email).toBe(email);
  });

  it("sign in all visitors who press the button at once", async () => {
    const id = await enter("gold");
    const sessions = () => db.$count(signInSessions, eq(signInSessions.customerId, id));
    const before = await sessions();
    const visits = await Promise.all(Array.from({ length: 6 }, () => enter("gold")));
    expect(new Set(visits)).toEqual(new Set([id]));
    expect(await sessions()).toBe(before + 6);
  });

  it("include a new person each time, whom Stripe does not know", async () => {
    const [one, other] = [await enter("new"), await enter("new")];
    expect(one).not.toBe(other);
    expect(await accountOf(one)).toMatchObject({ tier: null, stripeCustomerId: null });
  });
});
