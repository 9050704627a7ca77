import { type Collection, firstNotBelow } from "./collection";
import type { Sequence } from "./sequence";

/** Objects by key, newest first. Nothing is found without a key, so that `??` can go on to another way. */
interface FindBy<T extends { id: string }> {
  (collection: Collection<T>, key: string): Sequence<T>;
  (collection: Collection<T>, key: string | undefined): Sequence<T> | undefined;
}

/**
 * Finds objects by what they have in common, without looking at all others: `const byCustomer = findBy((charge) => charge.customer)`. The first search in a
 * collection makes the index; each change keeps it.
 */
export function findBy<T extends { id: string }>(keyOf: (item: T) => string | null | undefined): FindBy<T> {
  const indexes = new WeakMap<Collection<T>, Map<string, number[]>>();
  function find(collection: Collection<T>, key: string): Sequence<T>;
  function find(collection: Collection<T>, key: string | undefined): Sequence<T> | undefined;
  function find(collection: Collection<T>, key: string | undefined) {
    if (key === undefined) return undefined;
    const index = indexes.get(collection) ?? makeIndex(collection, keyOf);
    indexes.set(collection, index);
    return collection.newestIn(() => index.get(key) ?? []);
  }
  return find;
}

function makeIndex<T extends { id: string }>(
  collection: Collection<T>,
  keyOf: (item: T) => string | null | undefined,
): Map<string, number[]> {
  const index = new Map<string, number[]>();
  collection.watch(
    index,
    (slot, before, after) => {
      const old = before === undefined ? undefined : keyOf(before);
      const next = after === undefined ? undefined : keyOf(after);
      if (old === next) return;
      if (old !== undefined && old !== null) takeOut(index, old, slot);
      if (next !== undefined && next !== null) add(index, next, slot);
    },
    () => index.clear(),
  );
  return index;
}

function add(index: Map<string, number[]>, key: string, slot: number): void {
  const slots = index.get(key);
  if (!slots) index.set(key, [slot]);
  else slots.splice(firstNotBelow(slots, slot), 0, slot);
}

function takeOut(index: Map<string, number[]>, key: string, slot: number): void {
  const slots = index.get(key) ?? [];
  const at = firstNotBelow(slots, slot);
  if (slots[at] === slot) slots.splice(at, 1);
  if (slots.length === 0) index.delete(key);
}
