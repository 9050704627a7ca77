import { eq, sql } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import type { PaymentIntentId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { customers, disputes, orderListings, orders, paymentAttempts, refunds } from "@/lib/db/schema";
import { testDatabase } from "@/tests/support/database";
import { listedOrders } from "@/tests/support/listed-orders";
import { insertCustomer } from "@/tests/support/past-orders";

const { db } = await testDatabase();
const { insertMany, list, numbers, pay } = listedOrders(db);

afterEach(async () => {
  await db.delete(refunds);
  await db.delete(disputes);
  await db.delete(paymentAttempts);
  await db.delete(orders);
});

const eur = currency("eur");
const address = (country: string) => ({
  ...{ line1: "1 Main Street", line2: null, city: "Town", state: null, postalCode: "10000" },
  country,
});
const priced = (total: number) => ({ subtotal: total, shippingTotal: 0, total });

describe("the list of orders", () => {
  it("begins with the newest, and has every order once on its pages, forth and back", async () => {
    const at = new Date("2026-11-20T12:00:00Z");
    // All at one instant: ids decide.
    await insertMany(Array.from({ length: 7 }, () => ({ createdAt: at, ...priced(500) })));
    await insertMany([{}, {}, {}]);
    for (const sort of ["newest", "oldest", "total-desc", "total-asc"]) {
      const all = await numbers(`sort=${sort}`);
      expect(all).toHaveLength(10);
      let page = await list(`sort=${sort}`, null, 3);
      const seen = [page.orders];
      while (page.after) {
        page = await list(`sort=${sort}`, { toward: "after", number: page.after }, 3);
        seen.push(page.orders);
      }
      expect(seen.flat().map(({ number }) => number)).toEqual(all);
      const back = [];
      while (page.before) {
        page = await list(`sort=${sort}`, { toward: "before", number: page.before }, 3);
        back.push(page.orders.map(({ number }) => number));
      }
      expect(back[0]).toEqual(all.slice(6, 9));
      expect(back.at(-1)).toEqual(all.slice(0, 3));
    }
    const byTotal = (await list("sort=total-asc")).orders.map(({ total }) => total);
    expect(byTotal).toEqual(byTotal.toSorted((left, right) => left - right));
  });

  it("is the first page where the place is gone", async () => {
    const [order] = await insertMany([{}]);
    for (const toward of ["after", "before"] as const) {
      const page = await list("", { toward, number: "GONE-0000" });
      expect(page.orders.map(({ id }) => id)).toEqual([order?.id]);
      expect(page).toMatchObject({ before: null, after: null });
    }
  });

  it("leaves out checkouts that nobody has tried to pay, until they are asked or searched for", async () => {
    const [paid, open, expired] = await insertMany([
      { customerName: "Ada" },
      { customerName: "Ada", status: "open" },
      { customerName: "Ada", status: "expired" },
    ]);
    const all = [expired?.number, open?.number, paid?.number];
    expect(await numbers()).toEqual([paid?.number]);
    expect(await numbers("state=open")).toEqual([open?.number]);
    expect(await numbers("state=any")).toEqual(all);
    expect(await numbers("q=ada")).toEqual(all);
  });

  it("follows the order: its state, its person, its payment", async () => {
    const [order] = await insertMany([{}]);
    if (!order) throw new Error("no order");
    expect(await numbers("state=shipped")).toEqual([]);
    await db
      .update(orders)
      .set({
        status: "shipped",
        customerName: "Grace Hopper",
        shippingAddress: address("BE"),
        total: 2600,
        shippingTotal: 600,
      })
      .where(eq(orders.id, order.id));
    await pay(order);
    for (const query of ["state=shipped", "q=hopper", "country=BE", "min=26&max=26", "q=4242"]) {
      expect(await numbers(query), query).toEqual([order.number]);
    }
    expect(await numbers("country=FR")).toEqual([]);
  });

  it("is filtered by each of its facts, and by several at once", async () => {
    const [first, second, third] = await insertMany([
      { surface: "payment", status: "needs_attention", ...priced(1250), shippingAddress: address("DE") },
      { surface: "elements", status: "disputed", ...priced(1251) },
      { currency: currency("gbp"), ...priced(1250) },
    ]);
    expect(await numbers("attention=1")).toEqual([second?.number, first?.number]);
    expect(await numbers("surface=payment&surface=elements")).toEqual([second?.number, first?.number]);
    expect(await numbers("country=DE")).toEqual([first?.number]);
    expect(await numbers("min=12.50&max=12,50")).toEqual([first?.number]);
    expect(await numbers("currency=gbp")).toEqual([third?.number]);
    expect(await numbers("currency=gbp&min=12.51")).toEqual([]);
    expect(await numbers("surface=payment&country=DE&attention=1&min=12&q=ada")).toEqual([first?.number]);
    expect(await numbers("surface=elements&country=DE")).toEqual([]);
  });

  it("is filtered by a discount's rule or code, and by a SKU or product", async () => {
    await db.execute(sql`insert into discount_rules (id, kind, code, name, conditions, combinable)
      values ('welcome', 'promotion_code', 'WELCOME10', '{"en":"Welcome"}', '{}', false)`);
    const [model] = await insertMany([{}]);
    if (!model) throw new Error("no order");
    const discounts = [{ ruleId: "welcome", code: "WELCOME10", name: "Welcome", reason: "", amount: 0 }];
    const [order] = await insertMany([{ quote: { ...model.quote, discounts } }]);
    for (const query of ["discount=welcome", "discount=welcome10"]) {
      expect(await numbers(query), query).toEqual([order?.number]);
    }
    expect(await numbers("discount=other")).toEqual([]);
    const [line] = model.quote.lines;
    expect(await numbers(`product=${line?.sku}`)).toContain(model.number);
    expect(await numbers("product=NO-SUCH")).toEqual([]);
    const { rows } = await db.execute<{ slug: string }>(
      sql`select slug from products join variants on variants.product_id = products.id where sku = ${line?.sku}`,
    );
    expect(await numbers(`product=${rows[0]?.slug}`)).toContain(model.number);
  });

  it("has the days of the shop, in Lyon an hour or two ahead of UTC", async () => {
    const [late, early, summer] = await insertMany([
      { createdAt: new Date("2026-11-27T23:30:00Z") },
      { createdAt: new Date("2026-11-28T23:30:00Z") },
      { createdAt: new Date("2026-07-01T21:59:59Z") },
    ]);
    expect(await numbers("from=2026-11-28&to=2026-11-28")).toEqual([late?.number]);
    expect(await numbers("from=2026-11-29")).toEqual([early?.number]);
    expect(await numbers("to=2026-07-01")).toEqual([summer?.number]);
    expect(await numbers("sort=total-desc&from=2026-11-28&to=2026-11-28")).toEqual([late?.number]);
  });

  it("counts up to a thousand, and looks as far back as it must", async () => {
    const [old] = await insertMany(
      [{ surface: "payment", customerName: "Old Friend" }],
      new Date("2026-01-01"),
    );
    const [model] = await insertMany([{}]);
    if (!old || !model) throw new Error("no order");
    await db.execute(sql`insert into orders select copy.* from orders as model, generate_series(1, 6000) as n,
      lateral jsonb_populate_record(model, jsonb_build_object('id', 'ord_' || n, 'number', 'N' || n)) as copy
      where model.id = ${model.id}`);
    for (const query of ["surface=payment", "q=friend", "surface=payment&sort=total-desc"]) {
      const page = await list(query);
      expect(
        page.orders.map(({ id }) => id),
        query,
      ).toEqual([old.id]);
      expect(page.count, query).toEqual({ found: 1, more: false });
    }
    expect((await list()).count).toEqual({ found: 1000, more: true });
    expect((await list("surface=payment&q=nobody")).count).toEqual({ found: 0, more: false });
  });
});

describe("the search for orders", () => {
  it("finds a number, a name and an e-mail, in part and without accents", async () => {
    const [order, other] = await insertMany([
      {
        number: "K7Q4-M2XD",
        customerName: "Zoë Müller-Weiß",
        shippingName: "Jean Petit",
        email: "zoe@kiln.example",
      },
      { customerName: "Bob", email: "bob@kiln.example" },
    ]);
    for (const text of [
      "K7Q4-M2XD",
      "k7q4m2xd",
      "#k7q4",
      "zoe",
      "MÜLLER",
      "weiss zoe",
      "petit",
      "zoe@kiln",
      "zo",
    ]) {
      expect(await numbers(`q=${encodeURIComponent(text)}`), text).toEqual([order?.number]);
    }
    expect(await numbers("q=kiln")).toEqual([other?.number, order?.number]);
    for (const text of ["%", "k_ln", "zoe bob", "oe", "\\"]) {
      expect(await numbers(`q=${encodeURIComponent(text)}`), text).toEqual([]);
    }
  });

  it("finds the ids of Stripe's, and a card's last four", async () => {
    const { id, stripeCustomerId } = await insertCustomer(db, { stripeCustomerId: "cus_Ada1234567" });
    const [order] = await insertMany([{ customerId: id, status: "refunded" }, {}]);
    if (!order) throw new Error("no order");
    const name = await pay(order, { last4: "1881" });
    const ofPayment = { orderId: order.id, paymentIntentId: `pi_${name}` as PaymentIntentId, currency: eur };
    await db.insert(refunds).values({
      ...{ ...ofPayment, stripeId: "re_Ada123456", amount: 100, status: "succeeded" },
      createdAt: new Date(),
    });
    await db.insert(disputes).values({
      ...{
        ...ofPayment,
        stripeId: "dp_Ada123456",
        amount: 100,
        status: "lost",
        reason: "fraudulent",
        outcome: "lost",
      },
      ...{ isMoneyTaken: true, isRefundable: false, seenAt: new Date(), openedAt: new Date() },
    });
    const ids = [
      `cs_test_${name}`,
      `pi_${name}`,
      `ch_${name}`,
      "re_Ada123456",
      "dp_Ada123456",
      stripeCustomerId,
    ];
    for (const text of [...ids, "1881"])
      expect(await numbers(`q=${text}`), String(text)).toEqual([order.number]);
    expect(await numbers("q=pi_nothing1")).toEqual([]);
    await db.delete(refunds);
    await db.delete(customers).where(eq(customers.id, id));
  });
});

it("is written by the database alone, and only where something has changed", async () => {
  const [order] = await insertMany([{}]);
  if (!order) throw new Error("no order");
  const version = async () =>
    (
      await db
        .select({ at: sql<string>`xmin::text` })
        .from(orderListings)
        .where(eq(orderListings.orderId, order.id))
    )[0]?.at;
  const before = await version();
  await db.update(orders).set({ cartFingerprint: "another" }).where(eq(orders.id, order.id));
  expect(await version()).toBe(before);
  await db.update(orders).set({ status: "shipped" }).where(eq(orders.id, order.id));
  expect(await version()).not.toBe(before);
});
