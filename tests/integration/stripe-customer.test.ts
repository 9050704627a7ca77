import { eq } from "drizzle-orm";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { newCustomerId } from "@/lib/base/ids";
import { addressInput } from "@/lib/customers/address-input";
import {
  listAddresses,
  MAX_ADDRESSES,
  makeDefaultAddress,
  removeAddress,
  saveAddress,
} from "@/lib/customers/addresses.server";
import { changeProfile, deleteAccount } from "@/lib/customers/profile.server";
import { ensureStripeCustomer, withStripeCustomer } from "@/lib/customers/stripe-customer.server";
import { customers, orders, outboxJobs, signInSessions } from "@/lib/db/schema";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { receiveEvent } from "@/lib/webhooks/inbox.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { insertOrder } from "@/tests/support/store-fixtures";

const { db } = await testDatabase();
const { stripe, control } = await testStripe();

let people = 0;
async function newAccount(name = "Ada") {
  const id = newCustomerId();
  const email = `shopper.${++people}@example.com`;
  await db.insert(customers).values({ id, email, name, emailVerified: true });
  return { id, email };
}

const atStripe = async (email: string) => (await stripe.customers.list({ email, limit: 100 })).data;
const jobs = () => db.select().from(outboxJobs);

beforeEach(() => {
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});

describe("an account's customer at Stripe", () => {
  it("is created once by fifty first uses at the same time, and names the account", async () => {
    const { id, email } = await newAccount();
    const ids = await Promise.all(Array.from({ length: 50 }, () => ensureStripeCustomer(id)));
    expect(new Set(ids).size).toBe(1);
    const made = await atStripe(email);
    expect(made).toHaveLength(1);
    expect(made[0]).toMatchObject({ id: ids[0], name: "Ada", metadata: { customer_id: id } });
  });

  it("is created again after it was deleted at Stripe, and the work continues with the new one", async () => {
    const { id } = await newAccount();
    const first = await ensureStripeCustomer(id);
    await stripe.customers.del(first);
    const used: string[] = [];
    const method = await withStripeCustomer(id, async (stripeCustomerId) => {
      used.push(stripeCustomerId);
      const { id: pm } = await stripe.paymentMethods.create({ type: "card", card: { token: "tok_visa" } });
      return stripe.paymentMethods.attach(pm, { customer: stripeCustomerId });
    });
    expect(used).toHaveLength(2);
    expect(used[0]).toBe(first);
    expect(method.customer).toBe(used[1]);
    expect(await ensureStripeCustomer(id)).toBe(used[1]);
  });

  it("is removed when Stripe reports that it was deleted", async () => {
    const { id } = await newAccount();
    const stripeId = await ensureStripeCustomer(id);
    await stripe.customers.del(stripeId);
    const [deleted] = (await stripe.events.list({ type: "customer.deleted", limit: 1 })).data;
    if (!deleted) throw new Error("no event");
    expect(await receiveEvent(deleted)).toBe("processed");
    const [account] = await db.select().from(customers).where(eq(customers.id, id));
    expect(account?.stripeCustomerId).toBeNull();
    expect(await ensureStripeCustomer(id)).not.toBe(stripeId);
  });

  it("is created once when the first answer was lost", async () => {
    const { id, email } = await newAccount();
    await control("/faults", { method: "POST", path: "/v1/customers", kind: "cut_after", times: 3 });
    await ensureStripeCustomer(id).catch(() => undefined);
    await ensureStripeCustomer(id);
    expect(await atStripe(email)).toHaveLength(1);
  });

  it("gets a new name when Stripe can be reached again", async () => {
    const { id, email } = await newAccount();
    const stripeId = await ensureStripeCustomer(id);
    await changeProfile(db, id, { name: "Countess Lovelace", locale: "fr" });
    await control("/faults", { path: `/v1/customers/${stripeId}`, kind: "500", times: 3 });
    await drainOutbox();
    expect(await jobs()).toHaveLength(1);
    await db.update(outboxJobs).set({ runAt: new Date(Date.now() - 1000) });
    await drainOutbox();
    expect(await jobs()).toEqual([]);
    const [told] = await atStripe(email);
    expect(told).toMatchObject({ name: "Countess Lovelace", preferred_locales: ["fr"] });
  });
});

describe("deleting an account", () => {
  it("detaches its cards, ends its sessions, and keeps its orders without an owner", async () => {
    const { id } = await newAccount();
    const stripeId = await ensureStripeCustomer(id);
    for (const token of ["tok_visa", "tok_mastercard"]) {
      const method = await stripe.paymentMethods.create({ type: "card", card: { token } });
      await stripe.paymentMethods.attach(method.id, { customer: stripeId });
    }
    await db
      .insert(signInSessions)
      .values({ id: `s${id}`, customerId: id, token: id, expiresAt: new Date() });
    const order = await insertOrder(db);
    await db.update(orders).set({ customerId: id }).where(eq(orders.id, order.id));

    await deleteAccount(db, id);
    await deleteAccount(db, id);
    expect(await db.select().from(customers).where(eq(customers.id, id))).toEqual([]);
    expect(await db.select().from(signInSessions).where(eq(signInSessions.customerId, id))).toEqual([]);
    const [kept] = await db.select().from(orders).where(eq(orders.id, order.id));
    expect(kept).toMatchObject({ number: order.number, customerId: null });
    await drainOutbox();
    expect(await jobs()).toEqual([]);
    expect((await stripe.customers.listPaymentMethods(stripeId)).data).toEqual([]);
  });
});

describe("the address book", () => {
  const typed = addressInput.parse({
    ...{ name: "Ada", line1: "1 rue de la Paix", line2: "", postalCode: "75002", city: "Paris" },
    ...{ state: "", country: "FR", phone: "" },
  });
  const of = async (id: Parameters<typeof listAddresses>[0]) =>
    (await listAddresses(id)).map(({ line1, isDefault }) => [line1, isDefault]);

  it("always has one default while it has an address", async () => {
    const { id } = await newAccount();
    await saveAddress(db, id, null, typed);
    await saveAddress(db, id, null, { ...typed, line1: "2" });
    await saveAddress(db, id, null, { ...typed, line1: "3", isDefault: true });
    expect(await of(id)).toEqual([
      ["3", true],
      ["1 rue de la Paix", false],
      ["2", false],
    ]);
    const [third, first, second] = await listAddresses(id);
    await makeDefaultAddress(db, id, second?.id ?? "");
    expect((await of(id))[0]).toEqual(["2", true]);
    await saveAddress(db, id, second?.id ?? "", { ...typed, line1: "2 bis" });
    expect((await of(id))[0]).toEqual(["2 bis", true]);
    await removeAddress(db, id, second?.id ?? "");
    expect((await of(id))[0]).toEqual(["1 rue de la Paix", true]);
    await removeAddress(db, id, third?.id ?? "");
    await removeAddress(db, id, first?.id ?? "");
    expect(await of(id)).toEqual([]);
  });

  it("can't be read or changed by another account, and has a limit", async () => {
    const [{ id: own }, { id: other }] = [await newAccount(), await newAccount()];
    await saveAddress(db, own, null, typed);
    const [address] = await listAddresses(own);
    const refused = { ok: false, code: "not_found" };
    expect(await saveAddress(db, other, address?.id ?? "", typed)).toEqual(refused);
    expect(await removeAddress(db, other, address?.id ?? "")).toEqual(refused);
    expect(await makeDefaultAddress(db, other, address?.id ?? "")).toEqual(refused);
    for (let count = 1; count < MAX_ADDRESSES; count += 1) await saveAddress(db, own, null, typed);
    expect(await saveAddress(db, own, null, typed)).toEqual({ ok: false, code: "address_book_full" });
  });
});
