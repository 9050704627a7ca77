import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { currency } from "@/lib/base/money";
import {
  newRate,
  planOfTyped,
  type TypedZone,
  typedZones,
  withIdsOfNames,
} from "@/lib/desk/settings/delivery-fields";
import type { DeliveryPlan } from "@/lib/model/delivery";
import { RATE_ID } from "@/lib/model/quote";
import { standardPlan } from "@/lib/shipping/standard-plan";

const eur = currency("eur");

const plan: DeliveryPlan = {
  zones: [
    {
      ...{ id: "near", countries: ["FR", "BE"], taxBehavior: "inclusive" },
      rates: [
        {
          ...{ id: "standard", name: { en: "Standard", fr: "Standard" }, days: [2, 4] },
          freeFrom: { eur: 6000, usd: 7000 },
          prices: [
            { upToGrams: 2000, price: { eur: 490, usd: 600 } },
            { upToGrams: 5000, price: { eur: 990 } },
          ],
        },
      ],
    },
    { id: "corsica", countries: [], postalCodes: { FR: ["20"] }, rates: [] },
  ],
};

/** The fields of the first rate, changed. */
const changed = (change: Partial<TypedZone["rates"][number]>): TypedZone[] =>
  typedZones(plan, eur).map((zone) => ({
    ...zone,
    rates: zone.rates.map((rate) => ({ ...rate, ...change })),
  }));

describe("the fields of the delivery", () => {
  it("are the plan again when nothing was typed, whatever it costs", () => {
    expect(planOfTyped(plan, typedZones(plan, eur), eur)).toEqual({ ok: true, plan });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 99_999 }),
        fc.constantFrom("eur", "jpy", "kwd"),
        (amount, code) => {
          const own = currency(code);
          // Stripe takes dinars in steps of ten.
          const price = { [code]: code === "kwd" ? amount * 10 : amount };
          const [zone] = plan.zones;
          const rates = zone?.rates.map((rate) => ({ ...rate, freeFrom: price, prices: [{ price }] })) ?? [];
          const priced: DeliveryPlan = { zones: [{ id: "near", countries: ["FR"], rates }] };
          expect(planOfTyped(priced, typedZones(priced, own), own)).toEqual({ ok: true, plan: priced });
        },
      ),
    );
  });

  it("change what they show, and leave other currencies, steps and zones as they were", () => {
    const steps = [
      { upTo: "2500", price: "5,40" },
      { upTo: "5000", price: "9.90" },
    ];
    const read = planOfTyped(plan, changed({ steps, freeFrom: "", unit: "hours", from: "3", to: "9" }), eur);
    expect(read).toEqual({
      ok: true,
      plan: {
        zones: [
          {
            ...plan.zones[0],
            rates: [
              {
                ...{ id: "standard", name: { en: "Standard", fr: "Standard" }, hours: [3, 9] },
                prices: [
                  { upToGrams: 2500, price: { eur: 540, usd: 600 } },
                  { upToGrams: 5000, price: { eur: 990 } },
                ],
              },
            ],
          },
          plan.zones[1],
        ],
      },
    });
  });

  it("say which of them can't be read", () => {
    const steps = [
      { upTo: "two kilos", price: "4.999" },
      { upTo: "", price: "" },
    ];
    expect(planOfTyped(plan, changed({ steps, freeFrom: "a lot", from: "-1" }), eur)).toEqual({
      ok: false,
      wrong: ["from", "freeFrom", "steps.0.upTo", "steps.0.price", "steps.1.price"].map(
        (field) => `0.rates.0.${field}`,
      ),
    });
  });

  it("give a new way of delivery an id of its name, which no other has", () => {
    const ids = (...names: string[]) => {
      const [zone, ...others] = typedZones(plan, eur);
      if (!zone) throw new Error("no zone");
      const rates = [...zone.rates];
      for (const en of names) rates.push({ ...newRate(rates), names: { en, fr: "", de: "" } });
      const [first] = withIdsOfNames(plan, [{ ...zone, rates }, ...others]);
      return first?.rates.map(({ id }) => id);
    };
    expect(ids("Standard", "À vélo!", "À vélo")).toEqual(["standard", "standard-2", "a-velo", "a-velo-2"]);
    expect(ids("", "配達")).toEqual(["standard", "delivery", "delivery-2"]);
    expect(ids("x".repeat(80), "x".repeat(80))?.every((id) => RATE_ID.test(id))).toBe(true);
  });

  it("are those of the standard plan too", () => {
    const standard = standardPlan(eur);
    expect(planOfTyped(standard, typedZones(standard, eur), eur)).toEqual({ ok: true, plan: standard });
  });
});
