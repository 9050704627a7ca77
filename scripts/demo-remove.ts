import { parseArgs } from "node:util";
import { currency } from "@/lib/base/money";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { removeDemonstration } from "@/lib/demonstration/remove.server";
import { removalReport } from "@/lib/demonstration/report";
import { stripe } from "@/lib/stripe/client";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";

/** Removes what `npm run db:seed -- --demo` added, here and at Stripe: docs/deploy-vercel.md. */
runScript(async () => {
  parseArgs();
  await chooseStore("stripe");
  const removed = await removeDemonstration(db(), stripe(), currency(env().STORE_CURRENCY));
  for (const line of removalReport(removed)) console.log(line);
});
