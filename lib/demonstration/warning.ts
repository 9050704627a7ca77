import { isLiveKey } from "@/lib/base/live-key";
import type { Env } from "@/lib/config/env";
import type { FoundItem } from "./find.server";

/** Nobody should be able to buy the demonstration in a store that takes real money, nor in one that the launcher did not start. */
export const isDemonstrationUnwanted = ({
  STRIPE_SECRET_KEY,
  LOCAL_DEMO,
}: Pick<Env, "STRIPE_SECRET_KEY" | "LOCAL_DEMO">): boolean => isLiveKey(STRIPE_SECRET_KEY) || !LOCAL_DEMO;

/** What of the demonstration shoppers can buy or have, in words; null when that is nothing. */
export function demonstrationOnOffer(found: readonly FoundItem[]): string | null {
  const offered = found.filter(({ isEdited, isOffered }) => isOffered && !isEdited);
  const goods = offered.filter(({ kind }) => kind === "product");
  const discounts = offered.filter(({ kind }) => kind === "discount_rule" || kind === "loyalty_program");
  const codes = discounts.filter(({ contents }) => contents.code).map(({ name }) => name);
  const named = codes.length > 0 ? ` (the codes ${codes.join(", ")})` : "";
  const parts = [
    ...(goods.length > 0 ? [`${goods.length} goods`] : []),
    ...(discounts.length > 0 ? [`${discounts.length} discounts${named}`] : []),
  ];
  if (parts.length === 0) return null;
  return `the demonstration is in this store, and anybody may use it: ${parts.join(" and ")}; npm run demo:remove takes it out`;
}
