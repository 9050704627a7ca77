import { createHash } from "node:crypto";

export type Random = {
  /** From 0, below 1. */
  next: () => number;
  /** Between two whole numbers, both included. */
  between: (least: number, most: number) => number;
  chance: (probability: number) => boolean;
  pick: <Item>(items: readonly Item[]) => Item;
  shuffle: <Item>(items: readonly Item[]) => Item[];
};

/** Numbers that the seed and the name decide, so that each part of a run has its own and none depends on another's pace. */
export function seeded(seed: number, name: string): Random {
  let state = createHash("sha256").update(`${seed}/${name}`).digest().readUInt32LE(0);
  // mulberry32
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  const pick = <Item>(items: readonly Item[]): Item => {
    const item = items[between(0, items.length - 1)];
    if (item === undefined) throw new Error("there is nothing to pick from");
    return item;
  };
  return {
    next,
    between,
    chance: (probability) => next() < probability,
    pick,
    shuffle: (items) => {
      const shuffled = [...items];
      for (let last = shuffled.length - 1; last > 0; last -= 1) {
        const other = between(0, last);
        const moved = shuffled.splice(other, 1);
        shuffled.splice(last, 0, ...moved);
      }
      return shuffled;
    },
  };
}
