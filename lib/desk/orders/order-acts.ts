import { hasRight, type Right, type StaffRole } from "@/lib/model/staff";

/** What one can do with an order, each on a page of its own below the order's. Texts are those of `desk-orders`. */
const ACT_PAGES = [
  { page: "refund", right: "orders.refund", text: "one.refundIt" },
  { page: "edit", right: "orders.refund", text: "one.change" },
  { page: "ship", right: "orders.send", text: "one.ship" },
  { page: "decide", right: "orders.decide", text: "one.decide" },
] as const satisfies { page: string; right: Right; text: string }[];

export const orderActs = (role: StaffRole) => ACT_PAGES.filter(({ right }) => hasRight(role, right));
