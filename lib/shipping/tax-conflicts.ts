import { type Currency, chargeStep } from "@/lib/base/money";
import type { DeliveryPlan } from "@/lib/model/delivery";
import { countriesOf } from "./zones";

type SoldIn = { own: Currency; others: readonly { code: Currency; countries: readonly string[] }[] };

/** A zone whose shoppers see a currency in which a tax on top of their prices can't be charged. `index`: in the plan. */
type TaxConflict = { index: number; zone: string; currency: Currency };

/**
 * Where Stripe Tax could not be added, because the currency is charged in whole units or tenths: in the store's own, all zones that say
 * `exclusive`; in another, those with countries whose shoppers get it. Pure.
 */
export function taxConflicts({ zones }: DeliveryPlan, { own, others }: SoldIn): TaxConflict[] {
  return zones.flatMap((zone, index) => {
    if (zone.taxBehavior !== "exclusive" || zone.rates.length === 0) return [];
    const seen = others.filter(({ countries }) => countriesOf(zone).some((one) => countries.includes(one)));
    return [own, ...seen.map(({ code }) => code)]
      .filter((code) => chargeStep(code) > 1)
      .map((currency) => ({ index, zone: zone.id, currency }));
  });
}
