import { z } from "zod";

/** How an amount that was converted is made a price: to the nearest that can be charged, whole unit, fifth whole unit, or whole unit less a hundredth. */
export const ROUNDINGS = ["exact", "whole", "fives", ".99"] as const;
export type Rounding = (typeof ROUNDINGS)[number];

const code = z.string().regex(/^[a-z]{3}$/, "must be a currency in lower case, as usd");
const country = z.string().regex(/^[A-Z]{2}$/, "must be a two-letter ISO 3166 code in capitals");

const rate = z.strictObject({
  /** Units of this currency for one of `unit`. */
  rate: z.number().positive("must be above 0").max(1e9),
  rounding: z.enum(ROUNDINGS).default("exact"),
  /** Whose shoppers see this currency first, ISO 3166-1 alpha-2. */
  countries: z.array(country).default([]),
});

/** The currencies that a store sells in beside its own, `STORE_CURRENCY`. `next.config.ts` reads it too, so this file has no paths with @. */
export const currenciesSchema = z
  .strictObject({
    /** The currency that each rate is for one of. */
    unit: code,
    rates: z.record(code, rate),
  })
  .superRefine(({ unit, rates }, context) => {
    if (rates[unit] && rates[unit].rate !== 1) {
      context.addIssue({
        code: "custom",
        path: ["rates", unit, "rate"],
        message: "must be 1, as it is the unit",
      });
    }
    const known = new Map<string, string>();
    for (const [name, { countries }] of Object.entries(rates)) {
      for (const one of countries) {
        const other = known.get(one);
        known.set(one, name);
        if (!other) continue;
        const message = `names ${one}, as ${other} does`;
        context.addIssue({ code: "custom", path: ["rates", name, "countries"], message });
      }
    }
  });

export type ShopCurrencies = z.output<typeof currenciesSchema>;
