import type { FoundItem } from "./find.server";

/** `kept_for_orders`: off sale or ended. `merchants`: edited by a merchant. `needed`: another item refers to it; the next removal tries again. */
export type RemovalOutcome = "deleted" | "kept_for_orders" | "merchants" | "needed";

export type Removed = {
  item: FoundItem;
  outcome: RemovalOutcome;
  /** `unknown`: the product is not in the account of these keys, for example because it belongs to the other mode. */
  stripe?: { productId: string; result: "archived" | "unknown" };
};
