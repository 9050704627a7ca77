import { parseArgs } from "node:util";
import { formatMoney } from "@/lib/base/money";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { captureOrder, releaseOrder } from "@/lib/orders/attempts/capture.server";
import { captureInPart } from "@/lib/orders/merchant/capture-part.server";
import { orderByNumber } from "@/lib/orders/merchant/find-order.server";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";
import { orderLine } from "./orders/line";
import { orderNumber } from "./orders/number";

const USAGE = `npm run orders:capture -- <order number> [--line=SKU:2 …] [--release]
  --line     take the money of these pieces and the delivery, and let go of the rest; may be given several times
  --release  take nothing`;

runScript(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: {
      line: { type: "string", multiple: true, default: [] },
      release: { type: "boolean", default: false },
    },
  });
  const number = orderNumber(positionals, USAGE);
  if (values.release && values.line.length > 0) throw new Error(`--line or --release, not both\n${USAGE}`);
  await chooseStore("mail");
  if (values.line.length > 0) return capturePart(number, values.line);
  const result = await (values.release ? releaseOrder(number) : captureOrder(number));
  if (!result.ok) {
    const why = result.code === "unknown_order" ? "there is no such order" : `it is ${result.status}`;
    throw new Error(
      `no payment of ${number} waits to be ${values.release ? "released" : "captured"}: ${why} (${result.code})`,
    );
  }
  await drainOutbox();
  console.log(`${number} is ${result.status}.`);
});

async function capturePart(number: string, texts: readonly string[]): Promise<void> {
  const order = await orderByNumber(number);
  if (!order) throw new Error(`there is no order ${number}`);
  const kept = texts.map((text) => orderLine(text, order.quote.lines));
  const result = await captureInPart(number, kept, null);
  if (!result.ok) throw new Error(`no part of ${number} was captured (${result.code})`);
  await drainOutbox();
  const money = (amount: number) => formatMoney(amount, order.currency, "en");
  console.log(
    `${number} is ${result.status}: ${money(result.amount)} were taken, ${money(result.letGo)} let go of.`,
  );
}
