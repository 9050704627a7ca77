import type { DiscountRule } from "@/lib/model/discount";
import type { Segment, SegmentDefinition } from "@/lib/model/purchase-history";
import { partsOf } from "./segments";

type Conditions = Pick<DiscountRule, "history" | "segments" | "notSegments">;

/**
 * Whether an order can end the customer's right to such a rule. Only one unpaid order at a time may carry it, or two carts could
 * both have it. In doubt, true.
 */
export function endsWithNextOrder(
  { history, segments, notSegments }: Conditions,
  known: ReadonlyMap<string, Segment>,
): boolean {
  const isSaidOf = (ids: readonly string[] | undefined, says: (part: SegmentDefinition) => boolean) =>
    ids?.some((id) => {
      const definition = known.get(id)?.definition;
      return definition ? partsOf(definition).some(says) : false;
    }) ?? false;
  return (
    (history !== undefined && canBecomeFalse(history)) ||
    isSaidOf(segments, (part) => canBecomeFalse(part) || part.not !== undefined) ||
    isSaidOf(notSegments, saysOfThePast)
  );
}

const canBecomeFalse = ({ orders, lastOrder }: NonNullable<Conditions["history"]>) =>
  orders?.atMost !== undefined || lastOrder?.atLeastDays !== undefined;

const saysOfThePast = ({ orders, spent, lastOrder, bought }: NonNullable<Conditions["history"]>) =>
  (orders ?? spent ?? lastOrder ?? bought) !== undefined;
