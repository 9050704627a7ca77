import { parseArgs } from "node:util";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { deliverLater } from "@/lib/orders/merchant/decide-on-order.server";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";
import { decisionRefusal } from "./orders/decision";
import { orderNumber } from "./orders/number";

runScript(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const number = orderNumber(positionals, "npm run orders:deliver-later -- <order number>");
  await chooseStore("mail");
  const result = await deliverLater(number);
  if (!result.ok) throw new Error(`${decisionRefusal(number, result)} (${result.code})`);
  await drainOutbox();
  console.log(
    result.status === "awaiting_stock"
      ? `${number} waits for its goods: the next pieces are kept for it, and its shopper gets an e-mail.`
      : `the goods of ${number} are in stock: the order is ${result.status}.`,
  );
});
