import { parseArgs } from "node:util";
import { currency } from "@/lib/base/money";
import { syncCatalog } from "@/lib/catalog/sync.server";
import { env } from "@/lib/config/env";
import { shop } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { directUrl } from "@/lib/db/direct-url";
import { migrateDatabase } from "@/lib/db/migrate.server";
import { seedDemonstration } from "@/lib/demonstration/seed.server";
import { firstOwnerAddress } from "@/lib/staff/first-owner.server";
import { stripe } from "@/lib/stripe/client";
import { describeLeftOut } from "./catalog/left-out";
import { runScript } from "./local/run-script";
import { bringFirstGoods } from "./new-store/bring-first-goods";

/** Prepares a store before it opens: schema, products, and their prices at Stripe. Safe to repeat. */
runScript(async () => {
  parseArgs();
  await migrateDatabase(directUrl(env()));
  if (shop().demonstration) await seedDemonstration(db(), currency(env().STORE_CURRENCY));
  else await bringFirstGoods(db(), currency(env().STORE_CURRENCY));
  const report = await syncCatalog(db(), stripe());
  const { created, updated, unchanged } = report;
  console.log(
    `schema and products are ready (Stripe: ${created} created, ${updated} updated, ${unchanged} unchanged)`,
  );
  const firstOwner = await firstOwnerAddress();
  if (firstOwner)
    console.log(`nobody works in the desk yet; who opens this makes the first owner: ${firstOwner}`);
  const left = describeLeftOut(report);
  if (left !== null) console.warn(left);
});
