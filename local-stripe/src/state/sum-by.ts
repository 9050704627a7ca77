import type { Collection } from "./collection";

interface Sum {
  count: number;
  sum: number;
}

/**
 * Adds objects up by what they have in common, without looking at all of them again: `const spent = sumBy((one) => one.currency, (one) => one.net)`. The first
 * question makes the sums; each change keeps them. Objects whose key is null are left out.
 */
export function sumBy<T extends { id: string }>(
  keyOf: (item: T) => string | null,
  amountOf: (item: T) => number,
): (collection: Collection<T>) => ReadonlyMap<string, Sum> {
  const known = new WeakMap<Collection<T>, Map<string, Sum>>();
  return (collection) => {
    const sums = known.get(collection) ?? makeSums(collection, keyOf, amountOf);
    known.set(collection, sums);
    return sums;
  };
}

function makeSums<T extends { id: string }>(
  collection: Collection<T>,
  keyOf: (item: T) => string | null,
  amountOf: (item: T) => number,
): Map<string, Sum> {
  const sums = new Map<string, Sum>();
  const add = (item: T | undefined, times: 1 | -1) => {
    const key = item === undefined ? null : keyOf(item);
    if (item === undefined || key === null) return;
    const { count, sum } = sums.get(key) ?? { count: 0, sum: 0 };
    if (count + times === 0) sums.delete(key);
    else sums.set(key, { count: count + times, sum: sum + times * amountOf(item) });
  };
  collection.watch(
    sums,
    (_slot, before, after) => {
      add(before, -1);
      add(after, 1);
    },
    () => sums.clear(),
  );
  return sums;
}
