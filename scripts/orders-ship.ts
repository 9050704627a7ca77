import { parseArgs } from "node:util";
import { db } from "@/lib/db/client";
import { markShipped } from "@/lib/fulfilment/mark-shipped.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";
import { orderNumber } from "./orders/number";

const USAGE = "npm run orders:ship -- <order number> [--carrier=DHL] [--tracking=JD014600]";

runScript(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { carrier: { type: "string" }, tracking: { type: "string" } },
  });
  const number = orderNumber(positionals, USAGE);
  await chooseStore("mail");
  const parcel = { carrier: values.carrier ?? null, trackingNumber: values.tracking ?? null };
  const result = await markShipped(db(), number, parcel);
  if (!result.ok) throw new Error(`${number} was not shipped: ${explain(result)} (${result.code})`);
  await drainOutbox();
  console.log(`${number} is shipped.`);
});

function explain(result: Exclude<Awaited<ReturnType<typeof markShipped>>, { ok: true }>): string {
  switch (result.code) {
    case "unknown_order":
      return "there is no such order";
    case "already_shipped":
      return "it was shipped already";
    case "not_ready":
      return `it is ${result.status}`;
  }
}
