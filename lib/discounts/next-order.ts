import type { DiscountRule } from "@/lib/model/discount";
import type { Segment } from "@/lib/model/purchase-history";
import { partsOf } from "./segments";

type Conditions = Pick<DiscountRule, "history" | "segments" | "notSegments">;

/**
 * Whether buying something can end a customer's claim to a rule, as it ends that to a first order. Of such rules only one
 * unpaid order of a customer at a time may carry any, or two carts at once would both have them. Says rather yes than no.
 */
export function endsWithNextOrder(
  { history, segments = [], notSegments = [] }: Conditions,
  known: ReadonlyMap<string, Segment>,
): boolean {
  const definitions = (ids: readonly string[]) => ids.flatMap((id) => known.get(id)?.definition ?? []);
  return (
    (history !== undefined && canBecomeFalse(history)) ||
    definitions(segments).some((definition) =>
      partsOf(definition).some((part) => canBecomeFalse(part) || part.not !== undefined),
    ) ||
    definitions(notSegments).some((definition) => partsOf(definition).some(saysOfThePast))
  );
}

/** These conditions can become false when the customer orders more. */
const canBecomeFalse = ({ orders, lastOrder }: NonNullable<Conditions["history"]>) =>
  orders?.atMost !== undefined || lastOrder?.atLeastDays !== undefined;

const saysOfThePast = ({ orders, spent, lastOrder, bought }: NonNullable<Conditions["history"]>) =>
  (orders ?? spent ?? lastOrder ?? bought) !== undefined;
