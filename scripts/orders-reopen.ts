import { parseArgs } from "node:util";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { reopenEndedOrder } from "@/lib/orders/merchant/decide-on-order.server";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";
import { decisionRefusal } from "./orders/decision";
import { orderNumber } from "./orders/number";

runScript(async () => {
  const { positionals } = parseArgs({ allowPositionals: true });
  const number = orderNumber(positionals, "npm run orders:reopen -- <order number>");
  await chooseStore("mail");
  const result = await reopenEndedOrder(number);
  if (!result.ok) throw new Error(`${decisionRefusal(number, result)} (${result.code})`);
  await drainOutbox();
  console.log(`${number} is open again: it is ${result.status}.`);
});
