import { parseArgs } from "node:util";
import { db } from "@/lib/db/client";
import { type Handover, type HandoverResult, markShipped } from "@/lib/fulfilment/mark-shipped.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";
import { orderNumber } from "./orders/number";

const USAGE =
  "npm run orders:ship -- <order number> [--carrier=DHL] [--tracking=JD014600], or for a pick-up --ready, then --collected";

const DONE: Record<Handover["kind"], string> = {
  shipped: "is shipped",
  ready: "is ready to be collected, and its shopper is told",
  collected: "is collected",
};

runScript(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      carrier: { type: "string" },
      tracking: { type: "string" },
      ready: { type: "boolean", default: false },
      collected: { type: "boolean", default: false },
    },
  });
  const number = orderNumber(positionals, USAGE);
  const { carrier = null, tracking = null, ready, collected } = values;
  const ways = [carrier !== null || tracking !== null, ready, collected].filter(Boolean);
  if (ways.length > 1) throw new Error(`an order is sent, ready or collected, not several at once: ${USAGE}`);
  await chooseStore("mail");
  const handover: Handover = ready
    ? { kind: "ready" }
    : collected
      ? { kind: "collected" }
      : { kind: "shipped", carrier, trackingNumber: tracking };
  const result = await markShipped(db(), number, handover);
  if (!result.ok) throw new Error(`${number} stays as it is: ${explain(result)} (${result.code})`);
  await drainOutbox();
  console.log(`${number} ${DONE[handover.kind]}.`);
});

function explain(result: Exclude<HandoverResult, { ok: true }>): string {
  switch (result.code) {
    case "unknown_order":
      return "there is no such order";
    case "already_shipped":
      return "it has left already";
    case "already_ready":
      return "it was ready already";
    case "is_pickup":
      return "its shopper collects it, so it is --ready, then --collected";
    case "not_pickup":
      return "it is sent, not collected";
    case "not_ready":
      return `it is ${result.status}`;
  }
}
