import { sql } from "drizzle-orm";
import { afterEach, describe, expect, it } from "vitest";
import { newVariantId } from "@/lib/base/ids";
import { currency } from "@/lib/base/money";
import { carts, disputes, leases, orders, paymentAttempts, payouts, refunds } from "@/lib/db/schema";
import { moneyOnItsWay } from "@/lib/desk/overview/money-on-its-way.server";
import { overviewCsv } from "@/lib/desk/overview/overview-csv.server";
import { readOverviewRange } from "@/lib/desk/overview/overview-range";
import { readBestGoods, readDiscountCosts } from "@/lib/desk/overview/read-bests.server";
import { readOverview } from "@/lib/desk/overview/read-overview.server";
import { readWaySteps } from "@/lib/desk/overview/read-way-steps.server";
import { readWays } from "@/lib/desk/overview/read-ways.server";
import { recordTry } from "@/lib/orders/stored/payment-tries.server";
import { foldSums } from "@/lib/sums/fold-sums.server";
import { currenciesOfSales } from "@/lib/sums/sum-currencies.server";
import { testDatabase } from "@/tests/support/database";
import { insertOrder } from "@/tests/support/store-fixtures";

const { db } = await testDatabase();
const eur = currency("eur");
const AUCKLAND = "Pacific/Auckland";

afterEach(async () => {
  await db.delete(refunds);
  await db.delete(disputes);
  await db.delete(paymentAttempts);
  await db.delete(orders);
  await db.delete(carts);
  await db.delete(leases);
  await db.execute(sql`truncate shop_sums, shop_sum_changes`);
});

async function sold(at: string, total: number, changes: Partial<typeof orders.$inferInsert> = {}) {
  const paidAt = new Date(at);
  const amounts = { subtotal: total, shippingTotal: 0, total };
  return insertOrder(db, { status: "paid", paidAt, createdAt: paidAt, ...amounts, ...changes });
}

/** The overview of days in a zone, at a moment that is long after unless one is given. */
async function overviewOf(query: string, zone = "Europe/Paris", at = new Date("2027-06-01T00:00:00Z")) {
  const { range } = readOverviewRange(new URLSearchParams(query), "2027-06-01", eur);
  return readOverview(range, { at, zone });
}

const salesOf = ({ steps }: Awaited<ReturnType<typeof overviewOf>>) =>
  steps.map(({ period, now }) => [period.from, now.sales] as const);

describe("the days of the overview", () => {
  it("are the shop's, not those of UTC, also when clocks change", async () => {
    // In Auckland clocks went forward on 27 September 2026 at 2:00: its day had 23 hours, from 12:00 to 11:00 UTC.
    await sold("2026-09-26T11:59:00Z", 100);
    await sold("2026-09-26T12:00:00Z", 200);
    await sold("2026-09-27T10:59:00Z", 400);
    await sold("2026-09-27T11:00:00Z", 800);
    const days = "from=2026-09-26&to=2026-09-28";
    const auckland = [
      ["2026-09-26", 100],
      ["2026-09-27", 600],
      ["2026-09-28", 800],
    ];
    expect(salesOf(await overviewOf(days, AUCKLAND))).toEqual(auckland);
    await foldSums();
    expect(salesOf(await overviewOf(days, AUCKLAND))).toEqual(auckland);
    expect(salesOf(await overviewOf(days, "UTC"))).toEqual([
      ["2026-09-26", 300],
      ["2026-09-27", 1200],
      ["2026-09-28", 0],
    ]);
    // Clocks that differ by three quarters of an hour, and those that change by a half.
    expect(salesOf(await overviewOf(days, "Asia/Kathmandu"))).toEqual([
      ["2026-09-26", 300],
      ["2026-09-27", 1200],
      ["2026-09-28", 0],
    ]);
  });

  it("have every order once in weeks and months, at their borders too", async () => {
    await sold("2026-09-30T10:59:00Z", 1);
    await sold("2026-09-30T11:00:00Z", 2);
    await sold("2026-10-31T10:59:00Z", 4);
    await sold("2026-10-31T11:00:00Z", 8);
    await foldSums();
    expect(salesOf(await overviewOf("from=2026-09-01&to=2026-11-30&step=month", AUCKLAND))).toEqual([
      ["2026-09-01", 1],
      ["2026-10-01", 6],
      ["2026-11-01", 8],
    ]);
    const weeks = await overviewOf("from=2026-09-28&to=2026-11-01&step=week", AUCKLAND);
    expect(salesOf(weeks).map(([, sales]) => sales)).toEqual([3, 0, 0, 0, 12]);
    expect(weeks.now.sales).toBe(15);
  });
});

describe("the range before", () => {
  it("is as long, and ends at the same time of the day while today goes on", async () => {
    await sold("2026-11-20T09:00:00Z", 1000);
    await sold("2026-11-20T15:00:00Z", 5000);
    await sold("2026-11-27T09:00:00Z", 3000);
    await foldSums();
    const range = readOverviewRange(new URLSearchParams("from=2026-11-21"), "2026-11-27", eur).range;
    const noon = { at: new Date("2026-11-27T11:00:00Z"), zone: "Europe/Paris" };
    const { now, before, rangeBefore } = await readOverview(range, noon);
    expect(rangeBefore).toEqual({ from: "2026-11-14", to: "2026-11-20" });
    expect([now.sales, before.sales]).toEqual([3000, 1000]);
    const evening = { at: new Date("2026-11-27T22:00:00Z"), zone: "Europe/Paris" };
    expect((await readOverview(range, evening)).before.sales).toBe(6000);
  });
});

describe("the ways to a payment", () => {
  it("have a checkout when it was begun, and as paid whenever that was, by surface; a cart by its currency", async () => {
    const begun = { createdAt: new Date("2026-11-20T09:00:00Z"), surface: "payment" } as const;
    await sold("2026-11-25T09:00:00Z", 1000, begun);
    await insertOrder(db, { ...begun, status: "expired" });
    await insertOrder(db, { ...begun, createdAt: new Date("2026-11-19T09:00:00Z"), status: "expired" });
    await db.update(carts).set({ createdAt: new Date("2026-11-20T08:00:00Z") });
    await db
      .update(carts)
      .set({ currency: currency("jpy") })
      .where(sql`id = (select min(id) from carts)`);
    const { range } = readOverviewRange(
      new URLSearchParams("from=2026-11-20&to=2026-11-20"),
      "2027-06-01",
      eur,
    );
    const { carts: made, surfaces } = await readWays(range, { at: new Date("2027-06-01"), zone: "UTC" });
    expect(made).toEqual({ now: 2, before: 0 });
    expect(surfaces.find(({ surface }) => surface === "payment")).toEqual({
      surface: "payment",
      now: { of: 2, passed: 1 },
      before: { of: 1, passed: 0 },
    });
    expect(surfaces.find(({ surface }) => surface === "embedded")?.now).toEqual({ of: 0, passed: 0 });
  });

  it("are told by step too, as a table and as CSV, and add up to the range", async () => {
    const at = (day: string) => new Date(`${day}T09:00:00Z`);
    await sold("2026-11-20T09:00:00Z", 100, { surface: "elements" });
    await sold("2026-11-21T09:00:00Z", 100, { surface: "embedded" });
    await insertOrder(db, { status: "open", surface: "embedded", createdAt: at("2026-11-21") });
    await db.update(carts).set({ createdAt: at("2026-11-21") });
    await foldSums();
    const { range } = readOverviewRange(
      new URLSearchParams("from=2026-11-20&to=2026-11-21"),
      "2027-06-01",
      eur,
    );
    const clock = { at: new Date("2027-06-01"), zone: "UTC" };
    const steps = await readWaySteps(range, clock);
    const of = (surface: string) =>
      steps.map(({ now }) => {
        const way = now.surfaces.find((one) => one.surface === surface);
        return [way?.begun, way?.paid];
      });
    expect(of("elements")).toEqual([
      [1, 1],
      [0, 0],
    ]);
    expect(of("embedded")).toEqual([
      [0, 0],
      [2, 1],
    ]);
    const { carts: made, surfaces } = await readWays(range, clock);
    expect(steps.reduce((sum, { now }) => sum + now.carts, 0)).toBe(made.now);
    for (const { surface, now } of surfaces) {
      expect(of(surface).reduce((sum, [begun = 0]) => sum + begun, 0)).toBe(now.of);
    }
    const csv = (await overviewCsv("conversion", range, clock)).split("\n");
    expect(csv[0]).toBe("From,To,Checkout,Carts,Begun,Paid,Carts before,Begun before,Paid before");
    expect(csv).toContain("2026-11-21,2026-11-21,embedded,,2,1,,0,0");
    expect(csv).toContain("2026-11-20,2026-11-20,elements,,1,1,,0,0");
  });

  it("have payments by method, and failed ones by their code", async () => {
    const { id: orderId } = await insertOrder(db);
    const at = new Date("2026-11-20T09:00:00Z");
    const tries = [
      ["card", "failed", "insufficient_funds"],
      ["card", "failed", "insufficient_funds"],
      ["card", "failed", "lost_card"],
      ["card", "succeeded", null],
      ["sepa_debit", "succeeded", null],
    ] as const;
    for (const [number, [method, outcome, reason]] of tries.entries()) {
      await recordTry(db, { id: `ch_${number}`, orderId, method, outcome, reason, at });
    }
    const { range } = readOverviewRange(
      new URLSearchParams("from=2026-11-20&to=2026-11-20"),
      "2027-06-01",
      eur,
    );
    const clock = { at: new Date("2027-06-01"), zone: "UTC" };
    const { methods, reasons } = await readWays(range, clock);
    expect(methods.map(({ method, now }) => [method, now])).toEqual([
      ["card", { of: 4, passed: 1 }],
      ["sepa_debit", { of: 1, passed: 1 }],
    ]);
    expect(reasons.map(({ reason, now }) => [reason, now])).toEqual([
      ["insufficient_funds", 2],
      ["lost_card", 1],
    ]);
    expect((await overviewCsv("payments", range, clock)).split("\n")).toContain(
      "card,failed,insufficient_funds,2,0",
    );
  });
});

describe("what sold best, and what cost most", () => {
  const clock = { at: new Date("2027-06-01"), zone: AUCKLAND };
  const rangeOf = (query: string) => readOverviewRange(new URLSearchParams(query), "2027-06-01", eur).range;

  it("are the goods and discounts of the shop's days, by money", async () => {
    const first = await sold("2026-11-20T09:00:00Z", 1000);
    const quote = {
      ...first.quote,
      lines: first.quote.lines.map((line) => ({ ...line, quantity: 3, total: 6000 })),
      discounts: [
        { ruleId: "spring", name: "", reason: "", amount: 400 },
        { ruleId: "gone", name: "", reason: "", amount: 500 },
      ],
    };
    await sold("2026-11-20T10:00:00Z", 5600, { quote });
    await sold("2026-11-20T12:00:00Z", 9000);
    await db.execute(sql`insert into discount_rules (id, kind, code, name, conditions, combinable)
      values ('spring', 'promotion_code', 'SPRING', '{"en":"Spring"}', '{}', false)`);
    // In Auckland the third order was on the 21st.
    const day = rangeOf("from=2026-11-20&to=2026-11-20");
    const { days, goods } = await readBestGoods(day, clock);
    expect(days).toEqual({ from: "2026-11-20", to: "2026-11-20" });
    expect(goods).toMatchObject([{ pieces: 4, amount: 8000, product: { name: { en: "Mug" } } }]);
    expect(await readDiscountCosts(day, clock)).toEqual([
      { id: "gone", name: null, code: null, orders: 1, amount: 500 },
      { id: "spring", name: { en: "Spring" }, code: "SPRING", orders: 1, amount: 400 },
    ]);
    expect((await readOverview(day, clock)).now.discounts).toBe(900);
    const csv = await overviewCsv("discounts", day, clock);
    expect(csv.split("\n")[2]).toBe("spring,SPRING,Spring,1,EUR,4.00");
    expect(await overviewCsv("goods", day, clock)).toMatch(/,Mug,4,EUR,80\.00\n$/);
  });

  it("keep goods that are no longer there, and cells that no spreadsheet runs", async () => {
    const { quote } = await sold("2026-11-20T09:00:00Z", 1000);
    const gone = newVariantId();
    const lines = quote.lines.map((line) => ({ ...line, variantId: gone }));
    await sold("2026-11-20T10:00:00Z", 9000, {
      quote: {
        ...quote,
        lines: lines.map((line) => ({ ...line, total: 9000 })),
        discounts: [{ ruleId: "=1+1", name: "", reason: "", amount: 1 }],
      },
    });
    const day = rangeOf("from=2026-11-20&to=2026-11-20");
    const { goods } = await readBestGoods(day, clock);
    expect(goods[0]).toEqual({ sku: gone, product: null, pieces: 1, amount: 9000 });
    expect(await overviewCsv("discounts", day, clock)).toContain("'=1+1,");
  });
});

describe("money on its way to the bank", () => {
  it("is that of payouts which have not arrived, in one currency", async () => {
    const day = (days: number) => new Date(Date.now() + days * 86_400_000);
    const payout = (id: string, changes: Partial<typeof payouts.$inferInsert>) => ({
      ...{ stripeId: id, amount: 1000, currency: eur, status: "in_transit", automatic: true },
      ...{ isReconciled: true, arrivesAt: day(2), createdAt: day(-1), ...changes },
    });
    await db
      .insert(payouts)
      .values([
        payout("po_later", { arrivesAt: day(3), status: "pending" }),
        payout("po_next", { amount: 2500 }),
        payout("po_there", { status: "paid" }),
        payout("po_failed", { status: "failed" }),
        payout("po_yen", { currency: currency("jpy") }),
      ]);
    const { payouts: coming, atStripe } = await moneyOnItsWay(eur);
    expect(coming.map(({ id, amount }) => [id, amount])).toEqual([
      ["po_next", 2500],
      ["po_later", 1000],
    ]);
    expect(atStripe).toBeNull();
  });
});

describe("the figures of the overview", () => {
  it("are of one currency each, and never mixed", async () => {
    await sold("2026-11-20T09:00:00Z", 1000);
    await sold("2026-11-20T09:00:00Z", 150_000, { currency: currency("jpy") });
    const of = async (code: string) =>
      (await overviewOf(`from=2026-11-20&to=2026-11-20&currency=${code}`)).now;
    expect(await of("eur")).toMatchObject({ orders: 1, sales: 1000 });
    expect(await of("jpy")).toMatchObject({ orders: 1, sales: 150_000 });
    expect(await currenciesOfSales()).toEqual(["eur", "jpy"]);
  });

  it("are written to CSV with the currency's own decimals", async () => {
    await sold("2026-11-20T09:00:00Z", 12_345, { currency: currency("kwd") });
    await sold("2026-11-13T09:00:00Z", 150_000, { currency: currency("jpy") });
    const csv = async (query: string) => {
      const { range } = readOverviewRange(new URLSearchParams(query), "2027-06-01", eur);
      const text = await overviewCsv("sales", range, { at: new Date("2027-06-01"), zone: "UTC" });
      return text.trim().split("\n");
    };
    const kwd = await csv("from=2026-11-20&to=2026-11-20&currency=kwd");
    expect(kwd).toHaveLength(2);
    expect(kwd[0]).toMatch(/^From,To,Currency,Sales,Paid orders,.*,Sales before,/);
    expect(kwd[1]).toMatch(/^2026-11-20,2026-11-20,KWD,12\.345,1,/);
    const jpy = await csv("from=2026-11-20&to=2026-11-26&step=week&currency=jpy");
    expect(jpy[1]).toMatch(/^2026-11-20,2026-11-22,JPY,0,0,/);
    expect(jpy.join("\n")).toContain("150000,1,");
  });
});
