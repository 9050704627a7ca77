import { parseArgs } from "node:util";
import { type Currency, chargeStep, formatMoney } from "@/lib/base/money";
import { parseAmount } from "@/lib/base/money-input";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { REFUND_REASONS, type RefundReason, type RefundTerms } from "@/lib/model/refund";
import { orderFile } from "@/lib/orders/merchant/order-file.server";
import { previewRefund } from "@/lib/orders/merchant/preview-refund.server";
import { refundOrder } from "@/lib/orders/merchant/refund-order.server";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";
import { orderLine } from "./orders/line";
import { orderNumber } from "./orders/number";
import { refundReport } from "./orders/refund-report";
import { refundRefusal } from "./orders/refusal";

const USAGE = `npm run orders:refund -- <order number> [--line=SKU:2 …] [--delivery] [--amount=12.50] [--restock] [--second | --own] [--outside] [--reason=…] [--note=…] [--key=…] [--dry-run]
  --line      so many pieces of a line, at what was paid for them; may be given several times
  --delivery  what is left of the delivery
  --amount    so much beside them, in the order's currency; without any of the three all that is left
  --restock   the goods of the lines can be sold again; without lines all of the order's
  --second    of two payments the one too many; --own: the order's own
  --outside   you have given the money back past Stripe: only write it down
  --reason    for Stripe: ${REFUND_REASONS.join(", ")}; --note: your own words, kept with the order
  --key       names this refund: sent twice with the same key it is made once
  --dry-run   only say what would be given back`;

const OPTIONS = {
  line: { type: "string", multiple: true },
  delivery: { type: "boolean", default: false },
  amount: { type: "string" },
  restock: { type: "boolean", default: false },
  second: { type: "boolean", default: false },
  own: { type: "boolean", default: false },
  outside: { type: "boolean", default: false },
  reason: { type: "string" },
  note: { type: "string" },
  key: { type: "string" },
  "dry-run": { type: "boolean", default: false },
} as const;

runScript(async () => {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: OPTIONS });
  const number = orderNumber(positionals, USAGE);
  if (values.second && values.own) throw new Error(USAGE);
  const key = values.key ?? null;
  if (key !== null && !/^[\w-]{8,64}$/.test(key))
    throw new Error("a key has 8 to 64 letters, digits, - or _");
  await chooseStore("mail");
  const file = await orderFile(number);
  if (!file) throw new Error(`there is no order ${number}`);
  const { currency, quote } = file.order;
  const lines = (values.line ?? []).map((text) => orderLine(text, quote.lines));
  const wish: RefundTerms = {
    amount: values.amount === undefined ? null : readAmount(values.amount, currency),
    ...(lines.length > 0 && { lines }),
    ...(values.delivery && { delivery: true }),
    payment: values.second ? "second" : values.own ? "own" : null,
    restock: values.restock && lines.length > 0 ? lines : values.restock,
    outside: values.outside,
    ...(values.reason !== undefined && { reason: readReason(values.reason) }),
    ...(values.note !== undefined && { note: values.note }),
  };
  if (values["dry-run"]) {
    const plan = await previewRefund(number, wish);
    if (!plan.ok) throw new Error(`${refundRefusal(number, currency, plan)} (${plan.code})`);
    console.log(refundReport(file.order, plan).join("\n"));
    return;
  }
  const result = await refundOrder(number, wish, key);
  if (!result.ok) throw new Error(`${refundRefusal(number, currency, result)} (${result.code})`);
  await drainOutbox();
  const amount = formatMoney(result.amount, currency, "en");
  const how = result.status === "succeeded" ? "was refunded" : `is ${result.status}`;
  console.log(
    `${result.isEarlier ? "Already requested: " : ""}${amount} of ${number} ${how}; the order is ${result.order}.`,
  );
});

function readReason(text: string): RefundReason {
  const reason = REFUND_REASONS.find((one) => one === text);
  if (!reason) throw new Error(`"${text}" is none of Stripe's reasons: ${REFUND_REASONS.join(", ")}`);
  return reason;
}

function readAmount(text: string, currency: Currency): number {
  const amount = parseAmount(text, currency);
  if (!amount) {
    const least = formatMoney(chargeStep(currency), currency, "en");
    throw new Error(
      `"${text}" is not an amount in ${currency.toUpperCase()}, which is given back in steps of ${least}`,
    );
  }
  return amount;
}
