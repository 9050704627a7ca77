/** `available` may be bought; `ready` of them are there, and the rest are delivered later. */
export type ShownStock = { available: number; ready: number };

export const isDeliveredLater = (stock: ShownStock, quantity = 1): boolean =>
  stock.available >= quantity && stock.ready < quantity;
