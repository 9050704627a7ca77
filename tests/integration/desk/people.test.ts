import { eq } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { type CustomerId, newCustomerId } from "@/lib/base/ids";
import { customerAddresses, customers, orders, outboxJobs, returns } from "@/lib/db/schema";
import { eraseGuest, erasePerson } from "@/lib/desk/people/erase-person.server";
import { exportGuest, exportPerson } from "@/lib/desk/people/export-person.server";
import { findGuest, readGuest } from "@/lib/desk/people/guests.server";
import { readPeopleFilter } from "@/lib/desk/people/inputs";
import { listPeople } from "@/lib/desk/people/list-people.server";
import { readPerson } from "@/lib/desk/people/read-person.server";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";

const { db } = await testDatabase();
const local = await testStripe();
const shop = orderShop(db, local);

async function account(email: string, name = "") {
  const id = newCustomerId();
  await db.insert(customers).values({ id, email, name });
  return id;
}

async function orderOf(customerId: CustomerId) {
  const { orderId, number } = await shop.paid();
  await db.update(orders).set({ customerId }).where(eq(orders.id, orderId));
  return { orderId, number };
}

const listed = async (query: Record<string, string>) =>
  (await listPeople(readPeopleFilter(query))).people.map(({ email }) => email);

describe("The list of people", () => {
  it("finds a part of a name or an address in any case, and takes no letter for a pattern", async () => {
    await account("ada.lovelace@example.com", "Ada Lovelace");
    await account("grace@example.com", "Grace 100% Hopper");
    expect(await listed({ q: "LOVEL" })).toEqual(["ada.lovelace@example.com"]);
    expect(await listed({ q: "100% h" })).toEqual(["grace@example.com"]);
    expect(await listed({ q: "ada%example" })).toEqual([]);
    expect(await listed({ q: "ada_lovelace" })).toEqual([]);
  });

  it("goes through all of them, each once, also those of the same moment", async () => {
    const at = new Date("2030-01-01T00:00:00Z");
    const ids = await Promise.all(["a", "b", "c", "d", "e"].map((name) => account(`${name}@same.example`)));
    for (const id of ids) await db.update(customers).set({ createdAt: at }).where(eq(customers.id, id));
    const seen: string[] = [];
    for (let after: string | null = null; ; ) {
      const page: Awaited<ReturnType<typeof listPeople>> = await listPeople(
        { q: "@same.example", tier: null, segment: null, news: null, group: null, after },
        2,
      );
      seen.push(...page.people.map(({ id }) => id));
      after = page.after;
      if (after === null) break;
    }
    expect(seen).toEqual(ids.toSorted().reverse());
  });

  it("says what each has spent, without what came back or was never paid", async () => {
    const id = await account("spender@example.com");
    const { orderId } = await orderOf(id);
    const unpaid = await shop.placed();
    await db.update(orders).set({ customerId: id }).where(eq(orders.id, unpaid.orderId));
    const { total, currency } = await shop.orderOf(orderId);
    await db.update(orders).set({ amountRefunded: 100 }).where(eq(orders.id, orderId));
    const { people } = await listPeople(readPeopleFilter({ q: "spender@" }));
    expect(people[0]?.spent).toEqual([{ currency, orders: 1, amount: total - 100 }]);
  });

  it("shows those who bought never, once, more often, or nothing for a year", async () => {
    const q = "@segment.example";
    await account(`never${q}`);
    const once = await account(`once${q}`);
    const often = await account(`often${q}`);
    const away = await account(`away${q}`);
    await orderOf(once);
    await orderOf(often);
    await orderOf(often);
    const { orderId } = await orderOf(away);
    const longAgo = new Date(Date.now() - 366 * 24 * 60 * 60 * 1000);
    await db.update(orders).set({ paidAt: longAgo }).where(eq(orders.id, orderId));
    const unpaid = await shop.placed();
    await db.update(orders).set({ customerId: once }).where(eq(orders.id, unpaid.orderId));
    expect(await listed({ q, segment: "never" })).toEqual([`never${q}`]);
    expect(await listed({ q, segment: "once" })).toEqual([`away${q}`, `once${q}`]);
    expect(await listed({ q, segment: "often" })).toEqual([`often${q}`]);
    expect(await listed({ q, segment: "away" })).toEqual([`away${q}`]);
    expect(await listed({ q, segment: "rich" })).toHaveLength(4);
  });
});

describe("A person", () => {
  async function known() {
    const email = `${newCustomerId()}@example.com`;
    const id = await account(email, "Ada");
    await db.insert(customerAddresses).values({
      ...{ id: `adr_${id}` as never, customerId: id, name: "Ada", line1: "1 rue Neuve" },
      ...{ city: "Paris", postalCode: "75002", country: "FR" },
    });
    const paid = await orderOf(id);
    const unpaid = await shop.placed();
    const who = { customerId: id, email, customerName: "Ada", shippingName: "Ada" };
    await db.update(orders).set(who).where(eq(orders.id, paid.orderId));
    await db.update(orders).set(who).where(eq(orders.id, unpaid.orderId));
    await local.stripe.checkout.sessions.expire(unpaid.session.id);
    await settleOrder(unpaid.orderId);
    const open = await shop.placed();
    await db.update(orders).set(who).where(eq(orders.id, open.orderId));
    await db
      .insert(returns)
      .values({ orderId: paid.orderId, reason: "damaged", lines: [], note: "It hurt me" });
    return { id, email, paid, unpaid, open };
  }

  it("is shown with their orders and addresses, and what Stripe keeps", async () => {
    const { id, paid } = await known();
    const person = await readPerson(id);
    expect(person?.orders.map(({ number }) => number)).toContain(paid.number);
    expect(person?.addresses).toHaveLength(1);
    expect(person?.methods).toEqual({ ok: true, methods: [] });
    expect(await readPerson(newCustomerId())).toBeNull();
  });

  it("is exported whole, as JSON that can be read", async () => {
    const { id, email, paid } = await known();
    let text = "";
    for await (const part of (await exportPerson(id)) ?? []) text += part;
    const file = JSON.parse(text);
    expect(file.account).toMatchObject({ id, email, name: "Ada" });
    expect(file.addresses).toMatchObject([{ line1: "1 rue Neuve" }]);
    expect(file.orders).toHaveLength(3);
    const order = file.orders.find(({ number }: { number: string }) => number === paid.number);
    expect(order).toMatchObject({ name: "Ada", returns: [{ note: "It hurt me" }] });
    expect(order.payments[0].charge).toMatchObject({ last4: "4242" });
    expect(await exportPerson(newCustomerId())).toBeNull();
  });

  it("is erased but for what the law wants kept, and for a payment that may still come", async () => {
    const { id, email, paid, unpaid, open } = await known();
    expect(await erasePerson(db, id)).toEqual({ kept: 2, cleared: 1 });
    expect(await readPerson(id)).toBeNull();
    expect(await db.select().from(customerAddresses).where(eq(customerAddresses.customerId, id))).toEqual([]);
    expect(await shop.orderOf(unpaid.orderId)).toMatchObject({
      email: null,
      customerName: null,
      customerId: null,
    });
    expect(await shop.orderOf(paid.orderId)).toMatchObject({ email, customerName: "Ada", customerId: null });
    expect(await shop.orderOf(open.orderId)).toMatchObject({ email, customerName: "Ada" });
    const [back] = await db.select().from(returns).where(eq(returns.orderId, paid.orderId));
    expect(back?.note).toBeNull();
    expect(await erasePerson(db, id)).toBeNull();
  });

  it("whose cards Stripe keeps is forgotten there too", async () => {
    const { id } = await known();
    await db
      .update(customers)
      .set({ stripeCustomerId: `cus_${id}` })
      .where(eq(customers.id, id));
    await erasePerson(db, id);
    const jobs = await db.select().from(outboxJobs).where(eq(outboxJobs.effect, "stripe.forget_cards"));
    expect(jobs).toHaveLength(1);
  });
});

describe("A guest", () => {
  async function known(email: string) {
    const paid = await shop.paid();
    const unpaid = await shop.placed();
    await local.stripe.checkout.sessions.expire(unpaid.session.id);
    await settleOrder(unpaid.orderId);
    // As it was typed, which differs from one time to the next.
    for (const [{ orderId }, typed] of [
      [paid, email],
      [unpaid, email.toUpperCase()],
    ] as const) {
      const who = { customerId: null, email: typed, customerName: "Ada" };
      await db.update(orders).set(who).where(eq(orders.id, orderId));
    }
    await db
      .insert(returns)
      .values({ orderId: paid.orderId, reason: "damaged", lines: [], note: "It hurt me" });
    return { paid, unpaid };
  }

  it("is found by the whole address alone, with all orders and what was spent", async () => {
    const { paid, unpaid } = await known("guest@found.example");
    const { total, currency } = await shop.orderOf(paid.orderId);
    const found = await findGuest("Guest@Found.example");
    expect(found).toMatchObject({ name: "Ada", spent: [{ currency, orders: 1, amount: total }] });
    expect(await findGuest("guest@found")).toBeNull();
    const one = await readGuest(paid.number);
    expect(one?.orders.map(({ number }) => number).toSorted()).toEqual(
      [paid.number, (await shop.orderOf(unpaid.orderId)).number].toSorted(),
    );
  });

  it("is not somebody with an account, whose orders are the account's", async () => {
    const { paid } = await known("guest@joined.example");
    const id = await account("guest@joined.example");
    await db.update(orders).set({ customerId: id }).where(eq(orders.id, paid.orderId));
    expect(await readGuest(paid.number)).toBeNull();
    expect(await exportGuest(paid.number)).toBeNull();
    expect(await eraseGuest(db, paid.number)).toBeNull();
    expect(await shop.orderOf(paid.orderId)).toMatchObject({ customerName: "Ada" });
  });

  it("is exported with all orders of the address", async () => {
    const { paid } = await known("guest@file.example");
    let text = "";
    for await (const part of (await exportGuest(paid.number)) ?? []) text += part;
    const file = JSON.parse(text);
    expect(file.guest).toEqual({ email: "guest@file.example" });
    expect(file.orders).toHaveLength(2);
  });

  it("is erased in all orders of the address but the paid ones, which keep the name", async () => {
    const { paid, unpaid } = await known("guest@gone.example");
    const other = await known("other@gone.example");
    expect(await eraseGuest(db, paid.number)).toEqual({ kept: 1, cleared: 1 });
    expect(await shop.orderOf(unpaid.orderId)).toMatchObject({ email: null, customerName: null });
    expect(await shop.orderOf(paid.orderId)).toMatchObject({ customerName: "Ada" });
    const [back] = await db.select().from(returns).where(eq(returns.orderId, paid.orderId));
    expect(back?.note).toBeNull();
    expect(await shop.orderOf(other.unpaid.orderId)).toMatchObject({ customerName: "Ada" });
    expect(await eraseGuest(db, paid.number)).toEqual({ kept: 1, cleared: 0 });
  });
});
