import type { DiscountRule } from "@/lib/model/discount";
import type { Segment } from "@/lib/model/purchase-history";
import { partsOf } from "./segments";

type Conditions = Pick<DiscountRule, "history" | "segments" | "notSegments">;

/** Only one unpaid order at a time may carry such a rule, or two carts could both have it. In doubt, true. */
export function endsWithNextOrder(
  { history, segments = [], notSegments = [] }: Conditions,
  known: ReadonlyMap<string, Segment>,
): boolean {
  const definitions = (ids: readonly string[]) =>
    ids.map((id) => known.get(id)?.definition ?? null).filter((definition) => definition !== null);
  return (
    (history !== undefined && canBecomeFalse(history)) ||
    definitions(segments).some((definition) =>
      partsOf(definition).some((part) => canBecomeFalse(part) || part.not !== undefined),
    ) ||
    definitions(notSegments).some((definition) => partsOf(definition).some(saysOfThePast))
  );
}

const canBecomeFalse = ({ orders, lastOrder }: NonNullable<Conditions["history"]>) =>
  orders?.atMost !== undefined || lastOrder?.atLeastDays !== undefined;

const saysOfThePast = ({ orders, spent, lastOrder, bought }: NonNullable<Conditions["history"]>) =>
  (orders ?? spent ?? lastOrder ?? bought) !== undefined;
