import { parseArgs } from "node:util";
import { db } from "@/lib/db/client";
import { type Handover, type HandoverResult, markShipped } from "@/lib/fulfilment/mark-shipped.server";
import { takeBackParcel } from "@/lib/fulfilment/take-back.server";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";
import { orderNumber } from "./orders/number";

const USAGE = `npm run orders:ship -- <order number> [--line=SKU:2 …] [--carrier=DHL] [--tracking=JD014600] [--link=https://…]
  --line       what is in the parcel, where the rest goes in another; may be given several times
  --link       where the parcel can be followed, where the carrier's own page is not known
  --take-back  the last parcel has not left after all
  --ready      a pick-up can be collected; then --collected
  --done       nothing of it is left but work or vouchers, and they are done`;

const DONE: Record<Handover["kind"], string> = {
  shipped: "is shipped",
  ready: "is ready to be collected, and its shopper is told",
  collected: "is collected",
  done: "is done",
};

runScript(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      line: { type: "string", multiple: true },
      carrier: { type: "string" },
      tracking: { type: "string" },
      link: { type: "string" },
      "take-back": { type: "boolean", default: false },
      ready: { type: "boolean", default: false },
      collected: { type: "boolean", default: false },
      done: { type: "boolean", default: false },
    },
  });
  const number = orderNumber(positionals, USAGE);
  const { carrier = null, tracking = null, link = null, line, ready, collected, done } = values;
  const isParcel = [carrier, tracking, link, line ?? null].some((one) => one !== null);
  const ways = [isParcel, ready, collected, done, values["take-back"]].filter(Boolean);
  if (ways.length > 1) throw new Error(`an order is sent, ready or collected, not several at once: ${USAGE}`);
  await chooseStore("mail");
  if (values["take-back"]) return takeBack(number);
  const parcel = { carrier, trackingNumber: tracking, trackingUrl: link };
  const handover: Handover = ready
    ? { kind: "ready" }
    : collected
      ? { kind: "collected" }
      : done
        ? { kind: "done" }
        : { kind: "shipped", ...parcel, ...(line && { lines: line.map(readLine) }) };
  const result = await markShipped(db(), number, handover);
  if (!result.ok) throw new Error(`${number} stays as it is: ${explain(result)} (${result.code})`);
  await drainOutbox();
  console.log(line ? `A parcel of ${number} is sent.` : `${number} ${DONE[handover.kind]}.`);
});

async function takeBack(number: string): Promise<void> {
  const result = await takeBackParcel(db(), number, null);
  if (!result.ok) {
    const why = result.code === "unknown_order" ? "there is no such order" : "no parcel of it has left";
    throw new Error(`${number} stays as it is: ${why} (${result.code})`);
  }
  await drainOutbox();
  console.log(`The last parcel of ${number} has not left; the order is ${result.status}.`);
}

function readLine(text: string): { sku: string; quantity: number } {
  const [, sku, pieces] = /^(.+):(\d{1,6})$/.exec(text) ?? [];
  if (!sku) throw new Error(`"${text}" is not a SKU with a number of pieces, as MUG-1:2`);
  return { sku, quantity: Number(pieces) };
}

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
    case "too_many":
      return `${result.left} pieces of ${result.sku} have not left yet`;
    case "nothing_chosen":
      return "the parcel is empty";
    case "nothing_left":
      return "nothing of it is left to be sent";
    case "more_left":
      return "more is left of it";
    case "nothing_done":
      return "all of it is sent, and nothing of it is work";
    case "wrong_link":
      return "a link begins with https://";
  }
}
