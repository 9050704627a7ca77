import type { VariantId } from "@/lib/base/ids";

export type PackedLine = {
  variantId: VariantId;
  /** As the order has it, and as a parcel names it. */
  sku: string;
  name: string;
  option: string;
  image: string;
  quantity: number;
};

type Shelf = {
  place: string | null;
  /** The variant's own by now. */
  sku: string;
  name: string;
  option: string;
  onHand: number;
};

export type PickRow = Omit<PackedLine, "sku"> &
  Omit<Shelf, "onHand"> & {
    /** Pieces beyond those that are sold; null where the variant is no more. */
    onHand: number | null;
    orders: { number: string; sku: string; quantity: number }[];
  };

const byNumber = new Intl.Collator("en", { numeric: true, sensitivity: "base" });

/** `A-2` comes before `A-10`; what has no place comes last. */
export function comparePlaces(one: string | null, other: string | null): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  return byNumber.compare(one, other);
}

/** The pieces of all orders, a row for each variant, in the order in which one walks along the shelves. Pure. */
export function pickRows(
  orders: readonly { number: string; lines: readonly PackedLine[] }[],
  shelves: ReadonlyMap<VariantId, Shelf>,
): PickRow[] {
  const rows = new Map<VariantId, PickRow>();
  for (const { number, lines } of orders) {
    for (const { sku, quantity, ...line } of lines) {
      const { variantId } = line;
      const shelf = shelves.get(variantId);
      const row = rows.get(variantId) ?? {
        ...{ ...line, sku, quantity: 0, place: null, onHand: null, orders: [] },
        ...shelf,
      };
      row.quantity += quantity;
      row.orders.push({ number, sku, quantity });
      rows.set(variantId, row);
    }
  }
  return [...rows.values()].sort(
    (one, other) => comparePlaces(one.place, other.place) || byNumber.compare(one.sku, other.sku),
  );
}
