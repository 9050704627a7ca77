import { canTransition, hasBeenPaid, isOver } from "@/lib/lifecycle/transitions";
import type { AttentionReason, OrderStatus } from "@/lib/model/order";
import { ADVICE, type Advice } from "@/lib/orders/merchant/advice";

/** What somebody can decide about an order in the desk. */
export const ORDER_ACTS = ["accept", "reopen", "deliver_later", "capture", "release", "cancel"] as const;
export type OrderAct = (typeof ORDER_ACTS)[number];

export type OfferedAct = { act: OrderAct; effect: Advice[number]["effect"] | null };

type Facts = {
  status: OrderStatus;
  reasons: readonly AttentionReason[];
  isSent: boolean;
  /** A payment waits to be captured. */
  isAuthorized: boolean;
};

const BY_COMMAND: Readonly<Record<string, OrderAct>> = {
  "orders:accept": "accept",
  "orders:reopen": "reopen",
  "orders:deliver-later": "deliver_later",
};

/** What can be done about an order as it stands, each with what it means. A paid order that was sent is refunded, not cancelled. */
export function offeredActs({ status, reasons, isSent, isAuthorized }: Facts): OfferedAct[] {
  const advised = status === "needs_attention" ? reasons.flatMap((reason) => ADVICE[reason]) : [];
  const answers = advised.flatMap(({ command, effect }): OfferedAct[] => {
    const act = BY_COMMAND[command];
    return act ? [{ act, effect }] : [];
  });
  // An order that was paid twice has no answer until one of the payments was given back.
  const open = reasons.includes("paid_twice") ? [] : answers;
  const isReopened = open.some(({ act }) => act === "reopen");
  const first = open.filter(
    // To reopen an order accepts all else that was found about it.
    ({ act }, index) =>
      open.findIndex((one) => one.act === act) === index && !(isReopened && act === "accept"),
  );
  const canEnd = hasBeenPaid(status) || isAuthorized || canTransition(status, "canceled");
  const isCancellable = !isSent && !isOver(status) && canEnd;
  return [
    ...first,
    ...(isAuthorized ? (["capture", "release"] as const).map((act) => ({ act, effect: null })) : []),
    ...(isCancellable ? [{ act: "cancel" as const, effect: "cancel" as const }] : []),
  ];
}
