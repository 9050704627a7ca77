import type { Currency } from "@/lib/base/money";
import { allocate } from "@/lib/base/money";

/** A rate of 20 % is 20. `mixed`: several that are not known apart. `untold`: prices contain a tax that the store does not know. */
export type TaxRate = number | "mixed" | "untold";

/** Minor units. */
export type RatePart = { rate: TaxRate; net: number; tax: number };

/** An order as the tax report needs it; amounts in minor units. */
export type TaxedSale = {
  country: string;
  currency: Currency;
  total: number;
  tax: number;
  /** Prices contain a tax, and no tax is known. */
  isUntold: boolean;
  /** Minor units that rounding may make of the tax: one a line. */
  slack: number;
  /** The tax by rate as its invoice has it; empty when it has none. */
  parts: readonly { percent: number | null; taxable: number; amount: number }[];
};

const netOf = ({ total, tax }: TaxedSale) => total - tax;

/** Whether a rate gives the sale's tax, but for the rounding of its lines. */
const fits = (sale: TaxedSale, percent: number) =>
  Math.abs((netOf(sale) * percent) / 100 - sale.tax) <= sale.slack;

/** The simplest rate that gives the tax: a whole number, then one with a half, then a tenth. */
function simplestRate(sale: TaxedSale): TaxRate {
  if (netOf(sale) <= 0) return "mixed";
  const exact = (sale.tax * 100) / netOf(sale);
  const found = [1, 2, 10].map((part) => Math.round(exact * part) / part).find((rate) => fits(sale, rate));
  return found ?? "mixed";
}

/**
 * Each sale's net and tax by rate. An invoice says its rates; other sales have the one rate of their country that gives their tax, found from the largest
 * taxes down, as a small one could be of several rates. Pure.
 */
export function saleRates<Id>(sales: ReadonlyMap<Id, TaxedSale>): Map<Id, RatePart[]> {
  const known = new Map<string, TaxRate[]>();
  const parts = new Map<Id, RatePart[]>();
  const learn = (country: string, rate: TaxRate) => {
    const rates = known.get(country) ?? [];
    if (typeof rate === "number" && rate > 0 && !rates.includes(rate)) known.set(country, [...rates, rate]);
  };
  for (const { country, parts: own } of sales.values()) {
    for (const { percent } of own) if (percent !== null) learn(country, percent);
  }
  for (const [id, sale] of [...sales].sort(([, one], [, other]) => other.tax - one.tax)) {
    const own = partsOf(sale, known.get(sale.country) ?? []);
    for (const { rate } of own) learn(sale.country, rate);
    parts.set(id, own);
  }
  return parts;
}

function partsOf(sale: TaxedSale, rates: readonly TaxRate[]): RatePart[] {
  const whole = (rate: TaxRate): RatePart[] => [{ rate, net: netOf(sale), tax: sale.tax }];
  if (sale.tax === 0) return whole(sale.isUntold ? "untold" : 0);
  const [only, ...more] = sale.parts;
  if (!only)
    return whole(rates.find((rate) => typeof rate === "number" && fits(sale, rate)) ?? simplestRate(sale));
  if (more.length === 0) return whole(only.percent ?? "mixed");
  const nets = allocate(
    netOf(sale),
    sale.parts.map(({ taxable }) => Math.max(0, taxable)),
  );
  return sale.parts.map(({ percent, amount }, index) => ({
    rate: percent ?? "mixed",
    net: nets[index] ?? 0,
    tax: amount,
  }));
}

/** `tax`: what is known of it, in minor units; null for an amount that names no line. */
export type MadeRefund = { id: string; amount: number; tax: number | null; hasFailed: boolean };

/**
 * The tax in each refund of a sale, in the order in which they were made: that of its lines, or its share of all tax. The refunds of a whole sale have all of its
 * tax, to the cent. One that failed later counts for none that follow.
 */
export function refundTaxes(
  { total, tax }: Pick<TaxedSale, "total" | "tax">,
  refunds: readonly MadeRefund[],
): Map<string, number> {
  let [amountBefore, taxBefore] = [0, 0];
  const taxes = new Map<string, number>();
  for (const refund of refunds) {
    const upTo = total === 0 ? 0 : Math.round((tax * Math.min(amountBefore + refund.amount, total)) / total);
    const own = Math.min(tax - taxBefore, refund.tax ?? Math.max(0, upTo - taxBefore));
    taxes.set(refund.id, own);
    if (refund.hasFailed) continue;
    amountBefore += refund.amount;
    taxBefore += own;
  }
  return taxes;
}

/** A refund's net and tax by the rates of its sale. */
export function refundRates(of: readonly RatePart[], refund: { amount: number; tax: number }): RatePart[] {
  if (of.length === 0) return [];
  const taxes = allocate(
    refund.tax,
    of.map((part) => Math.max(0, part.tax)),
  );
  const nets = allocate(
    refund.amount - refund.tax,
    of.map((part) => Math.max(0, part.net)),
  );
  return of.map(({ rate }, index) => ({ rate, net: nets[index] ?? 0, tax: taxes[index] ?? 0 }));
}

type Sum = { count: number; net: number; tax: number };

/** One line of the report. `refunds` are positive, and less those that came back. */
export type TaxRow = { country: string; currency: Currency; rate: TaxRate; sales: Sum; refunds: Sum };

export type TaxEntry = RatePart & {
  kind: "sale" | "refund" | "returned_refund";
  country: string;
  currency: Currency;
};

/** Adds entries up by currency, country and rate, in that order. */
export function taxRows(entries: readonly TaxEntry[]): TaxRow[] {
  const rows = new Map<string, TaxRow>();
  for (const { kind, country, currency, rate, net, tax } of entries) {
    const key = `${currency} ${country} ${typeof rate === "number" ? String(rate * 1000).padStart(9, "0") : rate}`;
    const row = rows.get(key) ?? {
      ...{ country, currency, rate },
      sales: { count: 0, net: 0, tax: 0 },
      refunds: { count: 0, net: 0, tax: 0 },
    };
    const sum = kind === "sale" ? row.sales : row.refunds;
    const sign = kind === "returned_refund" ? -1 : 1;
    sum.count += sign;
    sum.net += sign * net;
    sum.tax += sign * tax;
    rows.set(key, row);
  }
  return [...rows.keys()].sort().flatMap((key) => rows.get(key) ?? []);
}
