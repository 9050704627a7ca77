import "server-only";
import { describeError } from "@/lib/base/describe-error";
import { currency } from "@/lib/base/money";
import { countUnpriced } from "@/lib/catalog/unpriced.server";
import type { Env } from "@/lib/config/env";
import type { Database } from "@/lib/db/client";
import { findDemonstration } from "./find.server";
import { demonstrationOnOffer, isDemonstrationUnwanted } from "./warning";

type Settings = Pick<Env, "STRIPE_SECRET_KEY" | "LOCAL_DEMO" | "STORE_CURRENCY">;

/** What its merchant should know of an open store; nothing for the demonstration itself. */
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

/** Writes them to the log. Never throws: nothing waits for them. */
export async function logStartWarnings(db: Database, settings: Settings): Promise<void> {
  try {
    for (const line of await startWarnings(db, settings)) console.warn(line);
  } catch (error) {
    console.error(`the database could not be looked at: ${describeError(error)}`);
  }
}
