import { parseArgs } from "node:util";
import { isLoopback } from "@/lib/base/loopback";
import { syncCatalog } from "@/lib/catalog/sync.server";
import { env, limitEnv } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { missingMigrations } from "@/lib/db/migrations.server";
import { inPacedBulk } from "@/lib/jobs/stripe-pace.server";
import { stripe } from "@/lib/stripe/client";
import { describeLeftOut } from "./catalog/left-out";
import { readEnvFile } from "./local/environment";
import { runScript } from "./local/run-script";
import { ensureEndpoint, tellOthers } from "./stripe/endpoint";

/**
 * Makes all that the store needs at Stripe: the webhook endpoint with the right version and events, and the products and prices. Safe to repeat. Only what
 * belongs into the settings goes to standard output.
 */
runScript(async () => {
  parseArgs();
  readEnvFile();
  limitEnv(["STRIPE_SECRET_KEY", "STORE_URL", "DATABASE_URL"]);
  const missing = await missingMigrations(db());
  if (missing > 0) throw new Error(`The database lacks ${missing} migrations: npm run db:migrate`);
  if (isLoopback(env().STORE_URL)) {
    console.error(
      `Stripe can't reach ${env().STORE_URL}, so no endpoint is made: let stripe listen forward events.`,
    );
  } else {
    const { secret, others } = await ensureEndpoint(stripe());
    tellOthers(others);
    // Printed at once: Stripe shows it only now, and the catalogue may fail.
    if (secret) console.log(`STRIPE_WEBHOOK_SECRET=${secret}`);
  }
  const report = await inPacedBulk(() => syncCatalog(db(), stripe()));
  const { created, updated, unchanged } = report;
  console.error(`Stripe's catalogue: ${created} created, ${updated} updated, ${unchanged} unchanged.`);
  const left = describeLeftOut(report);
  if (left !== null) throw new Error(left);
});
