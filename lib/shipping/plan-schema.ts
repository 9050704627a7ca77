import { z } from "zod";
import { routing } from "@/i18n/routing";
import { isCountry, noCountry } from "@/lib/base/countries";
import { inLocale } from "@/lib/base/i18n-text";
import { localizedSchema } from "@/lib/base/localized-schema";
import { currency, isChargeable } from "@/lib/base/money";
import type { DeliveryPlan, DeliveryRate, DeliveryZone, PickupPlace, PriceStep } from "@/lib/model/delivery";
import { RATE_ID } from "@/lib/model/quote";
import { placeProblems } from "./place-problems";
import { countriesOf } from "./zones";

/** What Stripe's pages show of one cart. Source: docs.stripe.com/api/checkout/sessions/create, shipping_options. */
const MAX_RATES = 5;
const MAX_ZONES = 60;
/** Of one country in one zone; a quote keeps them. */
const MAX_PARTS = 300;

const id = z.string().regex(RATE_ID, "must be lower-case letters, digits and dashes");

/** Stripe takes an address in each country but these. Source: the type of `allowed_countries`. */
const WITHOUT_STRIPE = new Set("AS CC CU CX FM HM IR KP MH MP NF PW SD SY UM VI".split(" "));

const country = z
  .string()
  .refine(isCountry, { error: noCountry })
  .refine((code) => !WITHOUT_STRIPE.has(code), "is a country in which Stripe's pages take no address");

const parts = z
  .record(country, z.array(z.string().trim().min(1).max(80)).min(1).max(MAX_PARTS))
  .refine((found) => Object.keys(found).length > 0, "must name a country");

const amounts = z
  .record(z.string().regex(/^[a-z]{3}$/, "must be a currency in lower case, as in eur"), z.int().min(0))
  .refine((found) => Object.keys(found).length > 0, "must name a currency");

/** Amounts that Stripe can charge. */
const prices = amounts.superRefine((found, context) => {
  for (const [code, amount] of Object.entries(found)) {
    if (isChargeable(amount, currency(code))) continue;
    context.addIssue({ code: "custom", path: [code], message: `${amount} can't be charged in ${code}` });
  }
});

const step = z
  .strictObject({ upToGrams: z.int().positive().optional(), upTo: amounts.optional(), price: prices })
  .refine(
    ({ upToGrams, upTo }) => upToGrams === undefined || upTo === undefined,
    "goes by upToGrams or upTo, not by both",
  );

/** Stripe's limit for a name. */
const text = z.string().trim().min(1).max(100);
const name = localizedSchema(text);

const time = (from: number, to: number) =>
  z
    .tuple([z.int().min(from).max(to), z.int().min(from).max(to)])
    .refine(([soonest, latest]) => soonest <= latest, "must begin with the smaller number");

/** An address is shown, so it needs what a person has to know to find it. */
const line = z.string().trim().min(1).max(100);
const pickup = z.strictObject({
  address: z.strictObject({
    line1: line,
    line2: line.nullable().default(null),
    postalCode: line.nullable().default(null),
    city: line,
    state: line.nullable().default(null),
    country,
  }),
  openingHours: localizedSchema(z.string().trim().min(1).max(200)),
}) satisfies z.ZodType<PickupPlace, unknown>;

const rate = z
  .strictObject({
    id,
    name,
    days: time(1, 365).optional(),
    hours: time(1, 240).optional(),
    countries: z.array(country).min(1).optional(),
    pickup: pickup.optional(),
    freeFrom: amounts.optional(),
    prices: z.array(step).min(1).max(50).superRefine(checkSteps),
  })
  .refine(
    ({ days, hours }) => (days === undefined) !== (hours === undefined),
    "says how long it takes by days or by hours, and not by both",
  ) satisfies z.ZodType<DeliveryRate, unknown>;

const zone = z
  .strictObject({
    id,
    countries: z.array(country).default([]),
    postalCodes: parts.optional(),
    regions: parts.optional(),
    taxBehavior: z.enum(["inclusive", "exclusive"]).optional(),
    rates: z
      .array(rate)
      .max(MAX_RATES, `can be ${MAX_RATES} at most, because Stripe shows no more`)
      .superRefine(checkNames),
  })
  .superRefine(checkCountries) satisfies z.ZodType<DeliveryZone, unknown>;

/** A merchant's delivery as JSON. An issue's path says where it is. */
export const planSchema = z
  .strictObject({ zones: z.array(zone).min(1).max(MAX_ZONES) })
  .superRefine(({ zones }, context) => {
    for (const { path, message } of placeProblems(zones)) context.addIssue({ code: "custom", path, message });
    if (zones.every(({ rates }) => rates.length === 0)) {
      context.addIssue({ code: "custom", path: ["zones"], message: "must have a zone with rates" });
    }
  }) satisfies z.ZodType<DeliveryPlan, unknown>;

type Issues = { addIssue(issue: { code: "custom"; path: PropertyKey[]; message: string }): void };

/** Steps rise, go all by weight or all by amount, and only the last has no limit. */
function checkSteps(steps: readonly PriceStep[], context: Issues): void {
  const issue = (index: number, message: string) =>
    context.addIssue({ code: "custom", path: [index], message });
  const byWeight = steps[0]?.upToGrams !== undefined;
  for (const [index, { upToGrams, upTo }] of steps.entries()) {
    const isLast = index === steps.length - 1;
    if (upToGrams === undefined && upTo === undefined) {
      if (!isLast) issue(index, "has no limit, so no later step is reached");
      continue;
    }
    if ((upToGrams !== undefined) !== byWeight) issue(index, "must go by what the first step goes by");
    const before = steps[index - 1];
    if (!before) continue;
    const rises =
      upToGrams !== undefined
        ? upToGrams > (before.upToGrams ?? 0)
        : Object.entries(upTo ?? {}).every(([code, amount]) => amount > (before.upTo?.[code] ?? -1));
    if (!rises) issue(index, "must reach further than the step before it");
  }
}

/** A rate's countries are the zone's, and each of the zone's has a rate. */
function checkCountries(zone: DeliveryZone, context: Issues): void {
  const own = countriesOf(zone);
  for (const [index, { countries = [] }] of zone.rates.entries()) {
    const other = countries.findIndex((code) => !own.includes(code));
    if (other === -1) continue;
    const path = ["rates", index, "countries", other];
    context.addIssue({ code: "custom", path, message: `${countries[other]} is not in this zone` });
  }
  if (zone.rates.length === 0) return;
  for (const code of own) {
    if (zone.rates.some(({ countries }) => countries?.includes(code) ?? true)) continue;
    context.addIssue({ code: "custom", path: ["rates"], message: `have none for ${code}` });
  }
}

/** Stripe.js gives back a chosen rate by its name. */
function checkNames(rates: readonly DeliveryRate[], context: Issues): void {
  for (const [index, { id: own, name: ownName }] of rates.entries()) {
    const others = rates.slice(0, index);
    if (others.some((other) => other.id === own)) {
      context.addIssue({ code: "custom", path: [index, "id"], message: `is there twice: ${own}` });
    }
    for (const locale of routing.locales) {
      const shown = inLocale(ownName, locale);
      if (!others.some((other) => inLocale(other.name, locale) === shown)) continue;
      context.addIssue({
        code: "custom",
        path: [index, "name"],
        message: `is another rate's name: ${shown}`,
      });
      break;
    }
  }
}
