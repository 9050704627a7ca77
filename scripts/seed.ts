import { parseArgs } from "node:util";
import { isLiveKey } from "@/lib/base/live-key";
import { currency } from "@/lib/base/money";
import { env } from "@/lib/config/env";
import { db } from "@/lib/db/client";
import { seedDemonstration } from "@/lib/demonstration/seed.server";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";

const NOTHING_NEEDED = `A store needs nothing in its database to start: nothing was written.
To try it with goods, discount codes and a loyalty program of a demonstration:
  npm run db:seed -- --demo
npm run demo:remove takes them out again.`;

runScript(async () => {
  const { values } = parseArgs({ options: { demo: { type: "boolean", default: false } } });
  if (!values.demo) {
    console.log(NOTHING_NEEDED);
    return;
  }
  await chooseStore();
  refuseLiveKey();
  const count = await seedDemonstration(db(), currency(env().STORE_CURRENCY), { again: true });
  console.log(
    count > 0
      ? `${count} items of the demonstration were added to the database. npm run catalog:sync creates its products and prices at Stripe.`
      : "The demonstration is in the database already.",
  );
});

/** With a live key the code ALLFREE would give goods away to anybody. */
function refuseLiveKey(): void {
  if (!isLiveKey(process.env.STRIPE_SECRET_KEY ?? "")) return;
  throw new Error(
    "STRIPE_SECRET_KEY is a live key: the demonstration has codes that make orders free, so it is for test mode only.",
  );
}
