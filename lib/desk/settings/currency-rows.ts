import { z } from "zod";
import { isCountry } from "@/lib/base/countries";
import { type Currency, chargeStep, currency } from "@/lib/base/money";
import { CHARGED_CURRENCIES } from "@/lib/model/charged-currencies";
import { ROUNDINGS, type Rounding, type ShopCurrencies } from "@/lib/model/shop-currencies";

/** One currency as a form has it: what was typed. */
export const currencyRows = z
  .array(
    z.strictObject({
      code: z.string().max(10),
      rate: z.string().max(40),
      rounding: z.string().max(10),
      countries: z.string().max(1_000),
    }),
  )
  .max(CHARGED_CURRENCIES.length);

export type CurrencyRow = z.output<typeof currencyRows>[number];

type ProblemCode =
  | "code_unknown"
  | "code_own"
  | "code_twice"
  | "code_tax"
  | "rate_wrong"
  | "rounding_wrong"
  | "country_unknown"
  | "country_twice";

/** `part` is the field of the row; `what` the code of a country, where it is about one. */
export type RowProblem = { row: number; part: keyof CurrencyRow; code: ProblemCode; what: string };

type Place = {
  own: Currency;
  /** Whether a tax is added on top of prices. */
  taxIsAdded: boolean;
  /** The list in force: what stands in it may stay. */
  before: ShopCurrencies | null;
};

/** The list as rows, each rate for one of the store's own currency. One that can't be told is empty. Pure. */
export function rowsOf(list: ShopCurrencies | null, own: Currency): CurrencyRow[] {
  if (!list) return [];
  const of = own === list.unit ? 1 : list.rates[own]?.rate;
  return Object.entries(list.rates)
    .filter(([code]) => code !== own)
    .map(([code, { rate, rounding, countries }]) => ({
      code,
      rate: of === undefined ? "" : String(Number((rate / of).toPrecision(10))),
      rounding,
      countries: countries.join(", "),
    }));
}

type ReadRows = { ok: true; list: ShopCurrencies | null } | { ok: false; problems: RowProblem[] };

/** What rows say, as the list that `store.config.ts` would have. Pure. */
export function readRows(rows: readonly CurrencyRow[], place: Place): ReadRows {
  const { own, before } = place;
  const countries = rows.map((row) => countriesIn(row.countries));
  const problems = rows.flatMap((row, index) => [
    ...codeProblems(rows, index, place),
    ...(readRate(row.rate) === null
      ? [{ row: index, part: "rate", code: "rate_wrong", what: "" } as const]
      : []),
    ...(roundingOf(row) ? [] : [{ row: index, part: "rounding", code: "rounding_wrong", what: "" } as const]),
    ...countryProblems(countries, index),
  ]);
  if (problems.length > 0) return { ok: false, problems };
  // The store's own stays in the list, where it was: somebody may change STORE_CURRENCY one day.
  const kept = before?.unit === own ? before.rates[own] : undefined;
  if (rows.length === 0 && !kept) return { ok: true, list: null };
  const rates = rows.map((row, index) => [
    row.code,
    {
      rate: readRate(row.rate) ?? 1,
      rounding: roundingOf(row) ?? "exact",
      countries: countries[index] ?? [],
    },
  ]);
  return {
    ok: true,
    list: { unit: own, rates: { ...(kept && { [own]: kept }), ...Object.fromEntries(rates) } },
  };
}

const roundingOf = ({ rounding }: CurrencyRow): Rounding | undefined =>
  ROUNDINGS.find((one) => one === rounding);

const MOST_RATE = 1e9;

/** A comma may stand for the point. Null when it is no rate. */
export function readRate(text: string): number | null {
  if (!/^\d{1,12}(?:[.,]\d{1,20})?$/.test(text.trim())) return null;
  const rate = Number(text.trim().replace(",", "."));
  return rate > 0 && rate <= MOST_RATE ? rate : null;
}

const countriesIn = (text: string): string[] => [
  ...new Set(
    text
      .toUpperCase()
      .split(/[\s,;]+/)
      .filter(Boolean),
  ),
];

function codeProblems(
  rows: readonly CurrencyRow[],
  index: number,
  { own, taxIsAdded, before }: Place,
): RowProblem[] {
  const { code = "" } = rows[index] ?? {};
  const problem = (of: ProblemCode): RowProblem[] => [{ row: index, part: "code", code: of, what: "" }];
  if (code === own) return problem("code_own");
  if (rows.findIndex((row) => row.code === code) < index) return problem("code_twice");
  if (before?.rates[code]) return [];
  if (!CHARGED_CURRENCIES.includes(code)) return problem("code_unknown");
  return taxIsAdded && chargeStep(currency(code)) > 1 ? problem("code_tax") : [];
}

function countryProblems(countries: readonly string[][], index: number): RowProblem[] {
  const earlier = new Set(countries.slice(0, index).flat());
  return (countries[index] ?? []).flatMap((what): RowProblem[] => {
    if (!isCountry(what)) return [{ row: index, part: "countries", code: "country_unknown", what }];
    return earlier.has(what) ? [{ row: index, part: "countries", code: "country_twice", what }] : [];
  });
}

export type ListChange =
  | { code: string; kind: "added" | "ended" | "countries" }
  | { code: string; kind: "rate" | "rounding"; from: string; to: string };

/** What one list has otherwise than another, by currency. Pure. */
export function listChanges(before: readonly CurrencyRow[], after: readonly CurrencyRow[]): ListChange[] {
  const ended = before.filter(({ code }) => !after.some((one) => one.code === code));
  return [
    ...after.flatMap((row): ListChange[] => {
      const { code } = row;
      const was = before.find((one) => one.code === code);
      if (!was) return [{ code, kind: "added" }];
      const texts = (["rate", "rounding"] as const).flatMap((kind): ListChange[] =>
        was[kind] === row[kind] ? [] : [{ code, kind, from: was[kind], to: row[kind] }],
      );
      return was.countries === row.countries ? texts : [...texts, { code, kind: "countries" }];
    }),
    ...ended.map(({ code }): ListChange => ({ code, kind: "ended" })),
  ];
}
