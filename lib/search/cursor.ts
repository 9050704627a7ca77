/** Where a result stands: by how well it fits, then in the shop's order, then by its id. */
export type Place = { fit: number; rank: string; id: string };

const CURSOR = /^(\d{1,9})\.(-?\d{1,19})\.(.{1,200})$/;

export const cursorText = ({ fit, rank, id }: Place): string => `${fit}.${rank}.${id}`;

/** Null for anything else than a cursor of `cursorText`. */
export function placeOfCursor(text: string | null): Place | null {
  const [, fit, rank, id] = CURSOR.exec(text ?? "") ?? [];
  if (fit === undefined || rank === undefined || id === undefined || id.includes("\0")) return null;
  return BigInt.asIntN(64, BigInt(rank)) === BigInt(rank) ? { fit: Number(fit), rank, id } : null;
}
