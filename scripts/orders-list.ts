import { parseArgs } from "node:util";
import { routing } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import {
  ADVICE,
  type Advice,
  DISPUTE_ADVICE,
  fullCommand,
  INQUIRY_ADVICE,
  OWED_ADVICE,
} from "@/lib/orders/merchant/advice";
import { listWaitingOrders, type WaitingOrder } from "@/lib/orders/merchant/waiting-orders.server";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";

runScript(async () => {
  parseArgs();
  await chooseStore();
  const { matters, total } = await listWaitingOrders();
  if (total === 0) console.log("No order needs a person.");
  for (const matter of matters) console.log(`${report(matter)}\n`);
  if (total > matters.length) console.log(`… and ${total - matters.length} more, which are younger.`);
});

function report(matter: WaitingOrder): string {
  const { number, placedAt, total, currency } = matter;
  const head = `${number}  ${formatMoney(total, currency, "en")}, placed ${placedAt.toISOString().slice(0, 10)}`;
  const reasons = matter.reasons.flatMap(({ reason, expected, actual }) => [
    `  ${reason}${expected ? `: expected ${expected}, got ${actual}` : actual ? `: ${actual}` : ""}`,
    ...advise(ADVICE[reason], number),
  ]);
  const disputes = matter.disputes.flatMap(({ reason, amount, status, dueAt, hasEvidence, isInquiry }) => [
    `  disputed (${reason}): ${formatMoney(amount, currency, "en")}, ${status.replaceAll("_", " ")}`,
    ...(dueAt
      ? [`    ${DISPUTE_ADVICE} by ${dueAt.toISOString().slice(0, 16)}Z${hasEvidence ? " (answered)" : ""}`]
      : []),
    ...(isInquiry ? advise(INQUIRY_ADVICE, number) : []),
  ]);
  const pieces = matter.owed.map(({ sku, quantity }) => `${quantity} x ${sku}`).join(", ");
  const owed = pieces
    ? [`  waits for ${pieces}: sent automatically once all are in stock`, ...advise(OWED_ADVICE, number)]
    : [];
  return [head, ...reasons, ...disputes, ...owed].join("\n");
}

const advise = (advice: Advice, number: string) =>
  advice.map(
    ({ command, effect }) =>
      `    ${fullCommand(command, number)}   ${translator(routing.defaultLocale, "merchant")(`advice.${effect}`)}`,
  );
