import { type Locale, routing } from "@/i18n/routing";
import { type Currency, toMajorString } from "@/lib/base/money";
import { parseAmount } from "@/lib/base/money-input";
import type { DeliveryPlan, DeliveryRate, DeliveryZone, PriceStep } from "@/lib/model/delivery";

type TypedStep = {
  /** Up to how many grams, or up to which amount; as typed, empty where the step has no end. */
  upTo: string;
  price: string;
};

export type TypedRate = {
  id: string;
  names: Record<Locale, string>;
  unit: "days" | "hours";
  from: string;
  to: string;
  freeFrom: string;
  by: "grams" | "amount" | null;
  steps: TypedStep[];
};

/** `countries` is null of a zone that has parts of countries alone. */
export type TypedZone = { id: string; countries: string | null; rates: TypedRate[] };

/** With a number behind it, an id has forty letters at most. */
const MOST_ID = 36;

const written = (amount: number | undefined, own: Currency) =>
  amount === undefined ? "" : toMajorString(amount, own);

/** A plan as the fields of a form, with amounts of the store's own currency. */
export const typedZones = ({ zones }: DeliveryPlan, own: Currency): TypedZone[] =>
  zones.map(({ id, countries, rates }) => ({
    id,
    countries: countries.length > 0 ? countries.join(", ") : null,
    rates: rates.map((rate) => {
      const [from, to] = rate.days ?? rate.hours ?? [1, 1];
      const by = rate.prices.some(({ upToGrams }) => upToGrams !== undefined)
        ? ("grams" as const)
        : rate.prices.some(({ upTo }) => upTo !== undefined)
          ? ("amount" as const)
          : null;
      return {
        ...{ id: rate.id, by, unit: rate.days ? ("days" as const) : ("hours" as const) },
        ...{ from: String(from), to: String(to), freeFrom: written(rate.freeFrom?.[own], own) },
        names: byLanguage((language) => rate.name[language] ?? ""),
        steps: rate.prices.map(({ upToGrams, upTo, price }) => ({
          upTo: by === "grams" ? String(upToGrams ?? "") : written(upTo?.[own], own),
          price: written(price[own], own),
        })),
      };
    }),
  }));

const byLanguage = (of: (language: Locale) => string) =>
  Object.fromEntries(routing.locales.map((language) => [language, of(language)])) as Record<Locale, string>;

/** A further way of delivery, to be filled in. */
export const newRate = (rates: readonly TypedRate[]): TypedRate => ({
  id: freeId("delivery", rates),
  names: byLanguage(() => ""),
  ...{ unit: "days", from: "2", to: "4", freeFrom: "", by: null, steps: [{ upTo: "", price: "" }] },
});

function freeId(wanted: string, rates: readonly { id: string }[]): string {
  const isTaken = (id: string) => rates.some((rate) => rate.id === id);
  if (!isTaken(wanted)) return wanted;
  let number = 2;
  while (isTaken(`${wanted}-${number}`)) number += 1;
  return `${wanted}-${number}`;
}

/** `wrong` has the paths of fields that can't be read. */
type ReadPlan = { ok: true; plan: DeliveryPlan } | { ok: false; wrong: string[] };

/** What was typed, laid over the plan that it was made from: all that the form does not show stays. */
export function planOfTyped(plan: DeliveryPlan, typed: readonly TypedZone[], own: Currency): ReadPlan {
  const wrong: string[] = [];
  const read = <Value>(path: string, value: Value | null, otherwise: Value): Value => {
    if (value === null) wrong.push(path);
    return value ?? otherwise;
  };
  const amount = (path: string, text: string) => read(path, parseAmount(text, own), 0);
  const whole = (path: string, text: string) =>
    read(path, /^\d{1,7}$/.test(text.trim()) ? Number(text) : null, 0);

  function rateOf(zone: DeliveryZone, rate: TypedRate, path: string): DeliveryRate {
    const stored = zone.rates.find(({ id }) => id === rate.id);
    const { days: _, hours: __, freeFrom, ...kept } = stored ?? { id: rate.id };
    const time = [whole(`${path}.from`, rate.from), whole(`${path}.to`, rate.to)] as const;
    const names = routing.locales.map((language) => [language, rate.names[language].trim()] as const);
    const name = { ...stored?.name, ...Object.fromEntries(names) };
    const free = rate.freeFrom.trim();
    return {
      ...kept,
      name: Object.fromEntries(Object.entries(name).filter(([, text]) => text)) as DeliveryRate["name"],
      ...(rate.unit === "days" ? { days: time } : { hours: time }),
      ...(free && { freeFrom: { ...freeFrom, [own]: amount(`${path}.freeFrom`, free) } }),
      prices: rate.steps.map((step, place): PriceStep => {
        const before = stored?.prices[place];
        const at = `${path}.steps.${place}`;
        const end = step.upTo.trim();
        return {
          ...(rate.by === "grams" && end && { upToGrams: whole(`${at}.upTo`, end) }),
          ...(rate.by === "amount" && end && { upTo: { ...before?.upTo, [own]: amount(`${at}.upTo`, end) } }),
          price: { ...before?.price, [own]: amount(`${at}.price`, step.price) },
        };
      }),
    };
  }

  const zones = plan.zones.map((zone, index): DeliveryZone => {
    const fields = typed.find(({ id }) => id === zone.id);
    if (!fields) return zone;
    const countries = fields.countries
      ?.toUpperCase()
      .split(/[\s,]+/)
      .filter(Boolean);
    return {
      ...zone,
      ...(countries && { countries }),
      rates: fields.rates.map((rate, place) => rateOf(zone, rate, `${index}.rates.${place}`)),
    };
  });
  return wrong.length > 0 ? { ok: false, wrong } : { ok: true, plan: { zones } };
}

/** Gives new ways of delivery ids that are made of their names, as orders and parcels keep them. */
export const withIdsOfNames = ({ zones }: DeliveryPlan, typed: readonly TypedZone[]): TypedZone[] =>
  typed.map((zone) => {
    const stored = zones.find(({ id }) => id === zone.id)?.rates ?? [];
    const rates: TypedRate[] = [];
    for (const rate of zone.rates) {
      const isNew = !stored.some(({ id }) => id === rate.id);
      rates.push(isNew ? { ...rate, id: freeId(idOf(rate), [...stored, ...rates]) } : rate);
    }
    return { ...zone, rates };
  });

function idOf({ id, names }: TypedRate): string {
  const plain = names[routing.defaultLocale].normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
  return (
    plain
      .replace(/[^a-z0-9]+/g, "-")
      .slice(0, MOST_ID)
      .replace(/^-|-$/g, "") || id
  );
}
