import { parseArgs } from "node:util";
import { type Currency, chargeStep, formatMoney } from "@/lib/base/money";
import { parseAmount } from "@/lib/base/money-input";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { orderFile } from "@/lib/orders/merchant/order-file.server";
import { refundOrder } from "@/lib/orders/merchant/refund-order.server";
import { chooseStore } from "./local/chosen-store";
import { runScript } from "./local/run-script";
import { orderNumber } from "./orders/number";
import { refundRefusal } from "./orders/refusal";

const USAGE = `npm run orders:refund -- <order number> [--amount=12.50] [--restock] [--second | --own] [--outside] [--key=…]
  --amount    a part, in the order's currency; without it all that is left
  --restock   its goods can be sold again
  --second    of two payments the one too many; --own: the order's own
  --outside   you have given the money back past Stripe: only write it down
  --key       names this refund: sent twice with the same key it is made once`;

const OPTIONS = {
  amount: { type: "string" },
  restock: { type: "boolean", default: false },
  second: { type: "boolean", default: false },
  own: { type: "boolean", default: false },
  outside: { type: "boolean", default: false },
  key: { type: "string" },
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
  const { currency } = file.order;
  const payment = values.second ? "second" : values.own ? "own" : null;
  const wish = {
    amount: values.amount === undefined ? null : readAmount(values.amount, currency),
    payment,
    restock: values.restock,
    outside: values.outside,
  } as const;
  const result = await refundOrder(number, wish, key);
  if (!result.ok) throw new Error(`${refundRefusal(number, currency, result)} (${result.code})`);
  await drainOutbox();
  const amount = formatMoney(result.amount, currency, "en");
  const how = result.status === "succeeded" ? "was refunded" : `is ${result.status}`;
  console.log(
    `${result.isEarlier ? "Already requested: " : ""}${amount} of ${number} ${how}; the order is ${result.order}.`,
  );
});

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
