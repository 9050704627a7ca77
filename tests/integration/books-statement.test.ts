import fc from "fast-check";
import type Stripe from "stripe";
import { beforeEach, describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import { exportStatement } from "@/lib/books/export-statement.server";
import { fetchBooks } from "@/lib/books/fetch.server";
import { BOOK_GROUPS } from "@/lib/books/groups";
import { daysOfMonths, daysPeriod, type Month, monthAfter, monthOf, monthPeriod } from "@/lib/books/period";
import { balancesAt, readStatements } from "@/lib/books/statement.server";
import { storeTransactions } from "@/lib/books/store-transactions.server";
import { readTaxReport } from "@/lib/books/tax-report.server";
import { balanceChecks, balanceDays, balanceTransactions, booksProgress, orders } from "@/lib/db/schema";
import { settleOrder } from "@/lib/orders/settle/settle.server";
import { testDatabase } from "@/tests/support/database";
import { testStripe } from "@/tests/support/local-stripe";
import { orderShop } from "@/tests/support/order-shop";

const { db } = await testDatabase();
const local = await testStripe();
const shop = orderShop(db, local);

const eur = currency("eur");
const BEGIN = Date.UTC(2026, 0, 1) / 1000;
const MONTHS: Month[] = ["2026-01", "2026-02", "2026-03", "2026-04"];

beforeEach(async () => {
  for (const table of [balanceTransactions, balanceDays, balanceChecks, booksProgress])
    await db.delete(table);
});

const CATEGORIES = [
  "charge",
  "refund",
  "refund_failure",
  "dispute",
  "dispute_reversal",
  "fee",
  "payout",
  "payout_reversal",
  "risk_reserved_funds",
];

const aMovement = fc
  .record({
    category: fc.constantFrom(...CATEGORIES),
    amount: fc.integer({ min: -90_000, max: 90_000 }),
    fee: fc.integer({ min: -100, max: 3_000 }),
    second: fc.integer({ min: 0, max: 90 * 86_400 - 1 }),
    code: fc.constantFrom("eur", "jpy"),
  })
  .map(({ second, code, ...rest }) => ({ ...rest, created: BEGIN + second, currency: code }));

const movementOf = (
  {
    category,
    created,
    ...rest
  }: { category: string; created: number; amount: number; fee: number; currency: string },
  index: number,
): Stripe.BalanceTransaction => ({
  id: `txn_${index}`,
  object: "balance_transaction",
  available_on: created,
  balance_type: "payments",
  created,
  description: null,
  exchange_rate: null,
  fee_details: [],
  reporting_category: category,
  source: null,
  status: "available",
  type: "adjustment",
  ...rest,
  net: rest.amount - rest.fee,
});

describe("A monthly statement", () => {
  it("adds up, and each month begins with what the one before ended with, in whatever order movements are read", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(aMovement, { minLength: 1, maxLength: 30 }),
        fc.constantFrom("Pacific/Auckland", "America/Los_Angeles", "Asia/Kathmandu", "UTC"),
        fc.integer({ min: -5_000, max: 5_000 }),
        fc.array(fc.nat(), { minLength: 40, maxLength: 40 }),
        async (drawn, timeZone, carried, keys) => {
          for (const table of [balanceTransactions, balanceDays, balanceChecks, booksProgress]) {
            await db.delete(table);
          }
          await db
            .insert(booksProgress)
            .values({ list: "transactions", since: new Date(Date.UTC(2025, 10, 1)) });
          await db
            .insert(balanceChecks)
            .values({ currency: eur, carried, atStripe: 0, inBooks: 0, checkedAt: new Date() });
          const all = drawn.map(movementOf);
          const shuffled = all
            .map((one, index) => ({ one, key: keys[index] ?? 0 }))
            .sort((left, right) => left.key - right.key)
            .map(({ one }) => one);
          for (let at = 0; at < shuffled.length; at += 7) {
            await storeTransactions(db, shuffled.slice(at, at + 7));
            // What is read again counts once.
            await storeTransactions(db, shuffled.slice(0, at + 7));
          }
          const balance = new Map<string, number>([["eur", carried]]);
          for (const month of ["2025-12" as Month, ...MONTHS]) {
            const period = monthPeriod(month, timeZone);
            for (const one of all) {
              if (monthOf(new Date(one.created * 1000), timeZone) === month) {
                balance.set(one.currency, (balance.get(one.currency) ?? 0) + one.net);
              }
            }
            for (const { currency: code, opening, closing, groups } of await readStatements(db, period)) {
              const moved = BOOK_GROUPS.reduce((sum, group) => sum + groups[group].amount, 0);
              expect(opening + moved).toBe(closing);
              expect(closing).toBe(balance.get(code));
            }
            const next = await balancesAt(db, period.to);
            for (const [code, amount] of balance) expect(next.get(currency(code)) ?? 0).toBe(amount);
          }
        },
      ),
      { numRuns: 25 },
    );
  });

  it("cuts months by the shop's clocks", async () => {
    await db.insert(booksProgress).values({ list: "transactions", since: new Date(Date.UTC(2025, 10, 1)) });
    const lateInParis = Date.UTC(2026, 0, 31, 23, 30) / 1000;
    await storeTransactions(db, [
      movementOf({ category: "charge", created: lateInParis, amount: 500, fee: 20, currency: "eur" }, 1),
    ]);
    const of = async (month: Month, zone: string) => (await readStatements(db, monthPeriod(month, zone)))[0];
    expect(await of("2026-01", "Europe/Paris")).toBeUndefined();
    expect(await of("2026-02", "Europe/Paris")).toMatchObject({ opening: 0, closing: 480 });
    expect(await of("2026-01", "UTC")).toMatchObject({ opening: 0, closing: 480 });
  });

  it("is exported with the balance after each movement, and no cell runs as a formula", async () => {
    await db.insert(booksProgress).values({ list: "transactions", since: new Date(Date.UTC(2025, 10, 1)) });
    const created = Date.UTC(2026, 1, 3) / 1000;
    const rows = [
      movementOf({ category: "charge", created, amount: 1_000, fee: 50, currency: "eur" }, 1),
      {
        ...movementOf({ category: "fee", created, amount: -30, fee: 0, currency: "eur" }, 2),
        description: "=1+1",
      },
      movementOf({ category: "charge", created, amount: 700, fee: 0, currency: "jpy" }, 3),
    ];
    await storeTransactions(db, rows);
    const about = { period: monthPeriod("2026-02", "UTC"), currency: eur, timeZone: "UTC" };
    const lines: string[] = [];
    for await (const part of exportStatement(db, about, 1)) lines.push(...part.split("\n").filter(Boolean));
    expect(lines.slice(1).map((line) => line.split(",").slice(7, 11))).toEqual([
      ["", "", "", "0.00"],
      ["10.00", "0.50", "9.50", "9.50"],
      ["-0.30", "0.00", "-0.30", "9.20"],
      ["", "", "", "9.20"],
    ]);
    expect(lines.join("\n")).toContain(",'=1+1");
  });
});

describe("The tax report", () => {
  const today = () => daysOfMonths(monthOf(new Date(), "UTC"));
  const lastMonth = () => daysOfMonths(monthAfter(monthOf(new Date(), "UTC"), -1));
  const reportOf = (days: { first: string; last: string }) => readTaxReport(db, daysPeriod(days, "UTC"));
  const sums = async (days: { first: string; last: string }) => {
    const rows = await reportOf(days);
    const sum = (read: (row: (typeof rows)[number]) => number) =>
      rows.reduce((all, row) => all + read(row), 0);
    return {
      sales: sum(({ sales }) => sales.net + sales.tax),
      refunds: sum(({ refunds }) => refunds.net + refunds.tax),
    };
  };

  it("has a refund in the month in which it was made, not in that of the sale", async () => {
    const { orderId, intentId } = await shop.paid();
    const before = new Date(Date.UTC(2026, 0, 15));
    const sold = daysOfMonths("2026-01");
    await db.update(orders).set({ paidAt: before });
    const total = (await shop.orderOf(orderId)).total;
    expect(await sums(sold)).toEqual({ sales: total, refunds: 0 });
    await local.stripe.refunds.create({ payment_intent: intentId, amount: 300 });
    await settleOrder(orderId);
    expect(await sums(sold)).toEqual({ sales: total, refunds: 0 });
    expect(await sums(today())).toEqual({ sales: 0, refunds: 300 });
    expect(await sums(lastMonth())).toEqual({ sales: 0, refunds: 0 });
  });

  it("takes a refund back when its money came back", async () => {
    const { orderId, intentId } = await shop.paid({ card: "4000000000005126" });
    await db.update(orders).set({ paidAt: new Date(Date.UTC(2026, 0, 15)) });
    const before = (await sums(today())).refunds;
    const refund = await local.stripe.refunds.create({ payment_intent: intentId, amount: 300 });
    await settleOrder(orderId);
    expect((await sums(today())).refunds - before).toBe(300);
    await local.control(`/refunds/${refund.id}/end`, { status: "failed" });
    await settleOrder(orderId);
    await fetchBooks(db);
    expect((await sums(today())).refunds - before).toBe(0);
    const rows = await reportOf(today());
    expect(rows.every(({ country }) => country === "FR")).toBe(true);
  });
});
