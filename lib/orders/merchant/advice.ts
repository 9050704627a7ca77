import type { Texts } from "@/i18n/messages";
import type { AttentionReason } from "@/lib/model/order";

/** What a merchant can do: commands without the order's number. An effect is a key of `advice` in `messages/<locale>/merchant.json`. */
export type Advice = { command: string; effect: keyof Texts<"merchant">["advice"] }[];

const ACCEPT = { command: "orders:accept", effect: "accept" } as const;
const REFUND = { command: "orders:cancel", effect: "cancel" } as const;

export const ADVICE: Record<AttentionReason, Advice> = {
  amount_mismatch: [ACCEPT, REFUND],
  currency_mismatch: [ACCEPT, REFUND],
  lines_mismatch: [ACCEPT, REFUND],
  destination_mismatch: [{ ...ACCEPT, effect: "accept_destination" }, REFUND],
  method_mismatch: [{ ...ACCEPT, effect: "accept_card" }, REFUND],
  once_per_card: [{ ...ACCEPT, effect: "accept_discount" }, REFUND],
  out_of_stock: [
    { command: "orders:deliver-later", effect: "deliver_later" },
    { ...ACCEPT, effect: "accept_goods" },
    REFUND,
  ],
  paid_twice: [{ command: "orders:refund --second", effect: "refund_second" }],
  paid_after_cancel: [
    { command: "orders:reopen", effect: "reopen" },
    { command: "orders:deliver-later", effect: "deliver_later_again" },
    REFUND,
  ],
  refund_failed: [
    { command: "orders:refund", effect: "refund_again" },
    { command: "orders:refund --outside", effect: "refund_outside" },
    { ...ACCEPT, effect: "accept_no_refund" },
  ],
};

export const OWED_ADVICE: Advice = [REFUND];

export const LOST_ADVICE: Advice = [{ command: "orders:cancel --restock", effect: "restock" }];

export const LOOK_ADVICE: Advice = [{ command: "orders:show", effect: "show" }];
export const SEND_ADVICE: Advice = [{ command: "orders:ship", effect: "ship" }];
export const DONE_ADVICE: Advice = [{ command: "orders:ship --done", effect: "done" }];
export const COLLECT_ADVICE: Advice = [
  { command: "orders:ship --ready", effect: "ready" },
  { command: "orders:ship --collected", effect: "collected" },
];

export const DISPUTE_ADVICE = "answer it in the desk, at /admin/disputes,";
export const INQUIRY_ADVICE: Advice = [{ command: "orders:refund", effect: "refund_ends_inquiry" }];

/** The command as a person types it, for example `npm run orders:refund -- K7Q4-M2XD --second`. */
export function fullCommand(command: string, orderNumber: string): string {
  const [name = "", ...options] = command.split(" ");
  return ["npm run", name, "--", orderNumber, ...options].join(" ");
}
