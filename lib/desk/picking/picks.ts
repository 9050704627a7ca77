/** Pieces of an order by SKU. */
type Pieces = Readonly<Record<string, number>>;

/** What a browser keeps of a pick list: what was ticked, and what the orders had when somebody began. */
export type Picks = {
  /** By variant: so many pieces were taken. */
  taken: Readonly<Record<string, { sku: string; quantity: number }>>;
  /** Orders that lie there ready, with the pieces that were put in. */
  packed: Readonly<Record<string, Pieces>>;
  /** By order. */
  begun: Readonly<Record<string, Pieces>>;
};

type ShownOrder = { number: string; lines: readonly { variantId: string; sku: string; quantity: number }[] };
type ShownRow = { variantId: string; sku: string; quantity: number };

export const NO_PICKS: Picks = { taken: {}, packed: {}, begun: {} };

export const piecesInOrder = ({ lines }: Pick<ShownOrder, "lines">): Record<string, number> =>
  Object.fromEntries(lines.map(({ sku, quantity }) => [sku, quantity]));

/** An order that was not there yet is kept as it is now. */
export function withBegun(picks: Picks, orders: readonly ShownOrder[]): Picks {
  const added = orders.filter(({ number }) => picks.begun[number] === undefined);
  if (added.length === 0) return picks;
  const begun = {
    ...picks.begun,
    ...Object.fromEntries(added.map((one) => [one.number, piecesInOrder(one)])),
  };
  return { ...picks, begun };
}

/** Lines of orders with other pieces than when somebody began: refunded, sent, or to be sent again. */
export const changedLines = ({ begun }: Picks, orders: readonly ShownOrder[]) =>
  orders.flatMap((order) => {
    const [was, now] = [begun[order.number] ?? piecesInOrder(order), piecesInOrder(order)];
    const skus = [...new Set([...Object.keys(was), ...Object.keys(now)])];
    return skus.flatMap((sku) => {
      const [before, after] = [was[sku] ?? 0, now[sku] ?? 0];
      return before === after ? [] : [{ number: order.number, sku, before, after }];
    });
  });

/** Pieces that were taken from the shelf and that no order of the list needs any more. */
export const piecesTooMany = ({ taken }: Picks, rows: readonly ShownRow[]) =>
  Object.entries(taken).flatMap(([variantId, { sku, quantity }]) => {
    const needed = rows.find((row) => row.variantId === variantId)?.quantity ?? 0;
    return quantity > needed ? [{ variantId, sku, pieces: quantity - needed }] : [];
  });

/** Taken in full, no less and no more. */
export const isTaken = ({ taken }: Picks, { variantId, quantity }: ShownRow) =>
  taken[variantId]?.quantity === quantity;

export const isPacked = ({ packed }: Picks, order: ShownOrder) => {
  const put = packed[order.number];
  return put !== undefined && isSame(put, piecesInOrder(order));
};

const isSame = (one: Pieces, other: Pieces) =>
  Object.keys(one).length === Object.keys(other).length &&
  Object.entries(one).every(([sku, quantity]) => other[sku] === quantity);

export function take(picks: Picks, { variantId, sku, quantity }: ShownRow, isOn: boolean): Picks {
  const { [variantId]: _, ...others } = picks.taken;
  return { ...picks, taken: isOn ? { ...others, [variantId]: { sku, quantity } } : others };
}

export function pack(picks: Picks, order: ShownOrder, isOn: boolean): Picks {
  const { [order.number]: _, ...others } = picks.packed;
  return { ...picks, packed: isOn ? { ...others, [order.number]: piecesInOrder(order) } : others };
}

/** After orders have left with what was taken for them: their pieces are neither here nor missing. */
export function withoutSent(picks: Picks, orders: readonly ShownOrder[]): Picks {
  const numbers = new Set(orders.map(({ number }) => number));
  const rest = (all: Readonly<Record<string, Pieces>>) =>
    Object.fromEntries(Object.entries(all).filter(([number]) => !numbers.has(number)));
  const gone = new Map<string, number>();
  for (const { variantId, quantity } of orders.flatMap(({ lines }) => lines)) {
    gone.set(variantId, (gone.get(variantId) ?? 0) + quantity);
  }
  const taken = Object.entries(picks.taken).flatMap(([variantId, { sku, quantity }]) => {
    const left = quantity - (gone.get(variantId) ?? 0);
    return left > 0 ? [[variantId, { sku, quantity: left }] as const] : [];
  });
  return { taken: Object.fromEntries(taken), packed: rest(picks.packed), begun: rest(picks.begun) };
}
