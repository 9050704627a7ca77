import "server-only";
import { cachedRead } from "@/lib/catalog/cached-read.server";
import { shop } from "@/lib/config/shop";
import { ownCurrency } from "@/lib/currencies/sold";
import { db } from "@/lib/db/client";
import type { DeliveryPlan } from "@/lib/model/delivery";
import { loadPlan } from "@/lib/shipping/plan.server";
import { zoneIn } from "@/lib/shipping/zone-in";
import { servedCountries } from "@/lib/shipping/zones";
import { type DeliveredTo, mainCountry } from "./delivered-to";

const cachedPlan = cachedRead<DeliveryPlan>();

/** For pages that are kept: as old as they may be themselves. */
export const shownPlan = () => cachedPlan(() => loadPlan(db()), ["delivery-plan"]);

/**
 * For what programs are told of deliveries, with the amounts of a currency; null where the shop does not deliver.
 * @param asked ISO 3166-1 alpha-2; without it, the shop's main country
 */
export async function deliveryTo(asked?: string, currency = ownCurrency()): Promise<DeliveredTo | null> {
  const { zones } = await shownPlan();
  const plan = { zones: zones.map((zone) => zoneIn(zone, currency)) };
  const country = asked ?? mainCountry(plan, shop().contact.country);
  return country !== null && servedCountries(plan).includes(country) ? { plan, country } : null;
}
