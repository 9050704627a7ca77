import type { AttentionReason } from "../types";

/** What a person can do about it: commands without the order's number, each with what it comes to. */
export type Advice = { command: string; effect: string }[];

const ACCEPT = { command: "orders:accept", effect: "it is as it should be: send it" };
const REFUND = { command: "orders:cancel", effect: "send nothing and give the money back" };

/** For each reason that an order needs a person. docs/troubleshooting.md says the same in more words. */
export const ADVICE: Record<AttentionReason, Advice> = {
  amount_mismatch: [ACCEPT, REFUND],
  currency_mismatch: [ACCEPT, REFUND],
  lines_mismatch: [ACCEPT, REFUND],
  destination_mismatch: [{ ...ACCEPT, effect: "send it there all the same" }, REFUND],
  method_mismatch: [{ ...ACCEPT, effect: "the card is good: send it" }, REFUND],
  once_per_card: [{ ...ACCEPT, effect: "let the discount pass: send it" }, REFUND],
  out_of_stock: [
    { command: "orders:deliver-later", effect: "keep the next pieces for it and send it then" },
    { ...ACCEPT, effect: "the goods are there after all: send it" },
    REFUND,
  ],
  paid_twice: [{ command: "orders:refund --second", effect: "give the second payment back" }],
  paid_after_cancel: [
    { ...ACCEPT, effect: "open it again and send it" },
    { command: "orders:deliver-later", effect: "the same, with goods that are not there yet" },
    REFUND,
  ],
  refund_failed: [
    { command: "orders:refund", effect: "try the refund once more" },
    { command: "orders:refund --outside", effect: "you have given the money back another way" },
    { ...ACCEPT, effect: "nothing is to be given back any more: the order goes on" },
  ],
};

/** While goods are owed. */
export const OWED_ADVICE: Advice = [REFUND];

/** While a bank's question is open. */
export const DISPUTE_ADVICE = "answer it in Stripe's dashboard";
/** One that no money has moved for yet. */
export const INQUIRY_ADVICE: Advice = [
  { command: "orders:refund", effect: "give the money back, which ends it" },
];

/** `orders:refund --second` for K7Q4-M2XD, as it is typed. */
export function typed(command: string, orderNumber: string): string {
  const [name = "", ...options] = command.split(" ");
  return ["npm run", name, "--", orderNumber, ...options].join(" ");
}
