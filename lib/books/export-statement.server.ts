import "server-only";
import { and } from "drizzle-orm";
import { csvLine } from "@/lib/base/csv-line";
import { type Currency, toMajorString } from "@/lib/base/money";
import { minuteIn } from "@/lib/base/time-zone";
import { withoutFormula } from "@/lib/catalog/goods/formulas";
import type { Database } from "@/lib/db/client";
import type { Period } from "./period";
import { listMovements, type Movement } from "./read-payouts.server";
import { balancesAt, isCounted, isInCurrency } from "./statement.server";

const PAGE = 500;

const COLUMNS = [
  ...["When", "Movement", "Kind", "Order", "Payment", "About", "Currency", "Gross", "Fee", "Net", "Balance"],
  ...["Payout", "Words"],
];

/** All movements of a currency's period as CSV, with the balance after each, in the memory of one page. Times are the shop's; no cell is run by a spreadsheet. */
export async function* exportStatement(
  db: Database,
  { period, currency, timeZone }: { period: Period; currency: Currency; timeZone: string },
  pageSize = PAGE,
): AsyncGenerator<string> {
  const money = (amount: number) => toMajorString(amount === 0 ? 0 : amount, currency);
  let balance = (await balancesAt(db, period.from)).get(currency) ?? 0;
  const bare = (at: Date, kind: string) =>
    csvLine([
      ...[minuteIn(at, timeZone), "", kind, "", "", "", currency.toUpperCase(), "", "", ""],
      ...[money(balance), "", ""],
    ]);
  const lineOf = (one: Movement) => {
    balance += one.net;
    return csvLine([
      ...[minuteIn(one.createdAt, timeZone), one.stripeId, withoutFormula(one.category)],
      ...[one.orderNumber ?? "", one.paymentIntentId ?? "", one.sourceId ?? ""],
      ...[currency.toUpperCase(), money(one.amount), money(one.fee), money(one.net), money(balance)],
      ...[one.payoutId ?? "", withoutFormula(one.description ?? "")],
    ]);
  };
  yield csvLine(COLUMNS);
  yield bare(period.from, "opening_balance");
  const which = and(isInCurrency(currency), await isCounted(db, period));
  for (let place: string | null = null; ; ) {
    const { movements, after } = await listMovements(db, which, place, pageSize);
    yield movements.map(lineOf).join("");
    if (after === null) break;
    place = after;
  }
  yield bare(period.to, "closing_balance");
}
