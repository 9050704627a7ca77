import { parseArgs } from "node:util";
import { formatMoney } from "@/lib/base/money";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { type CancelResult, cancelOrder } from "@/lib/orders/merchant/cancel-order.server";
import { orderFile } from "@/lib/orders/merchant/order-file.server";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";
import { orderNumber } from "./orders/number";
import { refundRefusal } from "./orders/refusal";

const USAGE = `npm run orders:cancel -- <order number> [--restock]
  gives back all that was paid; --restock: its goods can be sold again`;

runScript(async () => {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { restock: { type: "boolean", default: false } },
  });
  const number = orderNumber(positionals, USAGE);
  await chooseStore("mail");
  const file = await orderFile(number);
  if (!file) throw new Error(`there is no order ${number}`);
  const { currency } = file.order;
  const result = await cancelOrder(number, values);
  if (!result.ok) throw new Error(`${number} was not canceled: ${explain(result)} (${result.code})`);
  await drainOutbox();
  const parts = [
    ...result.refunded.map((amount) => `${formatMoney(amount, currency, "en")} refunded`),
    ...(result.restocked > 0 ? [`${result.restocked} pieces on sale again`] : []),
  ];
  console.log(`${number} is ${result.status}${parts.length > 0 ? `: ${parts.join(", ")}` : ""}.`);

  function explain(refusal: Exclude<CancelResult, { ok: true }>): string {
    switch (refusal.code) {
      case "already_shipped":
        return "its parcel has left. When the goods come back: orders:refund --restock";
      case "already_over":
        return `it is ${refusal.status} already`;
      case "change_waits":
        return "a change of its goods waits for a payment: take it back on the order's page in the desk";
      case "payment_on_its_way":
        return "a payment is under way; it can be refunded once it has arrived";
      default:
        return refundRefusal(number, currency, refusal);
    }
  }
});
