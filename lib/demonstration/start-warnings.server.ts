import "server-only";
import { describeError } from "@/lib/base/describe-error";
import { isLiveKey } from "@/lib/base/live-key";
import { log } from "@/lib/base/log.server";
import { currency } from "@/lib/base/money";
import { countUnpriced } from "@/lib/catalog/unpriced.server";
import type { Env } from "@/lib/config/env";
import type { Database } from "@/lib/db/client";
import { type FoundItem, findDemonstration } from "./find.server";

type Settings = Pick<Env, "STRIPE_SECRET_KEY" | "LOCAL_DEMO" | "STORE_CURRENCY">;

export async function startWarnings(db: Database, settings: Settings): Promise<string[]> {
  if (!isDemonstrationUnwanted(settings)) return [];
  const onOffer = demonstrationOnOffer(await findDemonstration(db, currency(settings.STORE_CURRENCY)));
  const unpriced = await countUnpriced(db);
  return [
    ...(onOffer ? [`WARNING: ${onOffer}`] : []),
    ...(unpriced > 0
      ? [
          `WARNING: ${unpriced} variants have no price at Stripe, so the shop does not show them: npm run catalog:sync`,
        ]
      : []),
  ];
}

/** Logs what a new process should warn about. Never throws, because nothing waits for it. */
export async function logStartWarnings(db: Database, settings: Settings): Promise<void> {
  try {
    for (const line of await startWarnings(db, settings)) log.warn(line);
  } catch (error) {
    log.error(`the database could not be checked: ${describeError(error)}`);
  }
}

/** Whether the demonstration is in a store with live keys, or in one that the launcher did not start. */
export const isDemonstrationUnwanted = ({
  STRIPE_SECRET_KEY,
  LOCAL_DEMO,
}: Pick<Env, "STRIPE_SECRET_KEY" | "LOCAL_DEMO">): boolean => isLiveKey(STRIPE_SECRET_KEY) || !LOCAL_DEMO;

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
  return `the demonstration is in this store, and anybody may use it: ${parts.join(" and ")}; npm run demo:remove removes it`;
}
