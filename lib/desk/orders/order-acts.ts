import { hasBeenPaid, isOver, isToBeSent } from "@/lib/lifecycle/transitions";
import type { OrderStatus } from "@/lib/model/order";
import { hasRight, type Right, type StaffRole } from "@/lib/model/staff";

type Act = {
  page: string;
  right: Right;
  text: `one.${"refundIt" | "change" | "ship" | "decide"}`;
  /** Whether there can be something to do on its page. */
  isFor: (status: OrderStatus) => boolean;
};

/** What one can do with an order, each on a page of its own below the order's. Texts are those of `desk-orders`. */
const ACT_PAGES: Act[] = [
  // Also once all went back: codes that were given are taken back there.
  { page: "refund", right: "orders.refund", text: "one.refundIt", isFor: hasBeenPaid },
  { page: "edit", right: "orders.refund", text: "one.change", isFor: isToBeSent },
  {
    ...{ page: "ship", right: "orders.send", text: "one.ship" },
    isFor: (status) => hasBeenPaid(status) && !isOver(status),
  },
  {
    ...{ page: "decide", right: "orders.decide", text: "one.decide" },
    isFor: (status) => !isOver(status) && status !== "expired",
  },
];

export const orderActs = (role: StaffRole, status: OrderStatus) =>
  ACT_PAGES.filter(({ right, isFor }) => hasRight(role, right) && isFor(status));
