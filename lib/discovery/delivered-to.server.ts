import "server-only";
import { cachedRead } from "@/lib/catalog/cached-read.server";
import { shop } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import type { DeliveryPlan } from "@/lib/model/delivery";
import { loadPlan } from "@/lib/shipping/plan.server";
import { type DeliveredTo, mainCountry } from "./delivered-to";

const cachedPlan = cachedRead<DeliveryPlan>();

/** For what search engines are told of deliveries; null where the shop delivers nowhere. */
export async function mainDelivery(): Promise<DeliveredTo | null> {
  const plan = await cachedPlan(() => loadPlan(db()), ["delivery-plan"]);
  const country = mainCountry(plan, shop().contact.country);
  return country === null ? null : { plan, country };
}
