import type { FoundItem } from "./find.server";

/** `kept_for_orders`: off sale or ended. `merchants`: edited by a merchant. `needed`: what stays refers to it; the next removal tries again. */
export type RemovalOutcome = "deleted" | "kept_for_orders" | "merchants" | "needed";

export type Removed = {
  item: FoundItem;
  outcome: RemovalOutcome;
  /** `unknown`: not in the account of these keys, such as the other mode's. */
  stripe?: { productId: string; result: "archived" | "unknown" };
};
