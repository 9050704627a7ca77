import type { QuotedZone } from "@/lib/model/delivery";
import type { Quote } from "@/lib/model/quote";
import { standardPlan } from "./standard-plan";
import { zoneOf } from "./zones";

/** The zone that a quote's rates are for. Quotes of an earlier version knew only the standard zones. */
export function quotedZone({ zone, country, currency }: Quote): QuotedZone {
  return zone ?? zoneOf(standardPlan(currency), { country }) ?? { id: "", countries: [country], rates: [] };
}
