import { parseArgs } from "node:util";
import { currency } from "@/lib/base/money";
import { syncCatalog } from "@/lib/catalog/sync.server";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { directUrl } from "@/lib/db/direct-url";
import { migrateDatabase } from "@/lib/db/migrate.server";
import { seedDemonstration } from "@/lib/demonstration/seed.server";
import { stripe } from "@/lib/stripe/client";
import { describeConflict } from "./catalog/conflicts";
import { runScript } from "./local/run-script";

/** Prepares a store before it opens: schema, products, and their prices at Stripe. Safe to repeat. */
runScript(async () => {
  parseArgs();
  await migrateDatabase(directUrl(env()));
  await seedDemonstration(db(), currency(env().STORE_CURRENCY));
  const { created, updated, unchanged, conflicts } = await syncCatalog(db(), stripe());
  console.log(
    `schema and products are ready (Stripe: ${created} created, ${updated} updated, ${unchanged} unchanged)`,
  );
  if (conflicts.length > 0)
    console.warn("Edited in the store and at Stripe, so left alone; npm run catalog:sync says more:");
  for (const conflict of conflicts) console.warn(`  ${describeConflict(conflict)}`);
});
