import { parseArgs } from "node:util";
import { limitEnv } from "@/lib/config/env";
import { stripe } from "@/lib/stripe/client";
import { readEnvFile } from "./local/environment";
import { runScript } from "./local/run-script";
import { ensureEndpoint, tellOthers } from "./stripe/endpoint";

/**
 * Makes the webhook endpoint before the store is online, or adds missing events to it. Only its secret goes to standard output, as a line of a
 * settings file.
 */
runScript(async () => {
  parseArgs();
  readEnvFile();
  limitEnv(["STRIPE_SECRET_KEY", "STORE_URL"]);
  const { secret, others } = await ensureEndpoint(stripe());
  tellOthers(others);
  if (secret) console.log(`STRIPE_WEBHOOK_SECRET=${secret}`);
});
