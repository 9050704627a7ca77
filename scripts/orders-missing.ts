import { parseArgs } from "node:util";
import { currency, formatMoney } from "@/lib/base/money";
import { db } from "@/lib/db/client";
import { findMissingOrders } from "@/lib/doctor/missing-orders.server";
import { stripe } from "@/lib/stripe/client";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";
import { readSince } from "./local/since";

const USAGE = `npm run orders:missing -- --since 2026-01-31
  --since   from when on to look: a day, a time such as 2026-01-31T04:00Z, or 36h`;

/** Lists payments at Stripe whose orders the database does not have, as after a restored backup. Exit code 1 when there are some. Changes nothing. */
runScript(async () => {
  const { values } = parseArgs({ options: { since: { type: "string" } } });
  if (values.since === undefined) throw new Error(USAGE);
  const since = readSince(values.since, new Date(), USAGE);
  await chooseStore("stripe");
  const missing = await findMissingOrders(db(), stripe(), since);
  for (const { orderNumber, paymentId, amount, currency: code, paidAt } of missing) {
    const left = formatMoney(amount, currency(code), "en");
    console.log(`${orderNumber ?? "(no number)"}  ${paymentId}  ${left} kept  paid ${paidAt.toISOString()}`);
  }
  if (missing.length === 0) console.log("Every payment at Stripe has its order.");
  else
    throw new Error(
      `${missing.length} payments have no order here: send the goods or refund them in Stripe.`,
    );
});
