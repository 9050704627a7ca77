import type { Collection } from "./collection";

interface Due {
  at: number;
  id: string;
}

type FindDue<T extends { id: string }> = (collection: Collection<T>, now: number) => T[];

/**
 * Finds the objects whose time has come, without looking at those that wait: `const expired = dueBy((session) => session.expires_at)`. `timeOf` gives Unix
 * seconds, or null for an object that waits for nothing. What is due is found again until it changes.
 */
export function dueBy<T extends { id: string }>(timeOf: (item: T) => number | null): FindDue<T> {
  const takeDue = dueOnceBy(timeOf);
  const again = new WeakMap<Collection<T>, Map<string, T>>();
  return (collection, now) => {
    const left = [...(again.get(collection)?.values() ?? [])].flatMap(({ id }) => collection.get(id) ?? []);
    const waiting = [...left, ...takeDue(collection, now)].filter((item) => timeOf(item) !== null);
    const found = new Map(waiting.map((item) => [item.id, item]));
    again.set(collection, found);
    // The clock may have been set back.
    return [...found.values()].filter((item) => isDue(timeOf(item), now));
  };
}

/** The same, but what is due is found once only, unless its time changes: for objects of which few have anything to do. */
export function dueOnceBy<T extends { id: string }>(timeOf: (item: T) => number | null): FindDue<T> {
  const heaps = new WeakMap<Collection<T>, Due[]>();
  return (collection, now) => {
    const heap = heaps.get(collection) ?? makeHeap(collection, timeOf);
    heaps.set(collection, heap);
    const found = new Map<string, T>();
    for (let top = heap[0]; top && top.at <= now; top = heap[0]) {
      pop(heap);
      const item = collection.get(top.id);
      // It may have changed since.
      if (item !== undefined && timeOf(item) === top.at) found.set(top.id, item);
    }
    return [...found.values()];
  };
}

function isDue(at: number | null, now: number): boolean {
  return at !== null && at <= now;
}

function makeHeap<T extends { id: string }>(
  collection: Collection<T>,
  timeOf: (item: T) => number | null,
): Due[] {
  const heap: Due[] = [];
  collection.watch(
    heap,
    (_slot, before, after) => {
      const at = after === undefined ? null : timeOf(after);
      if (after === undefined || at === null) return;
      if (before === undefined || timeOf(before) !== at) push(heap, { at, id: after.id });
    },
    () => {
      heap.length = 0;
    },
  );
  return heap;
}

function push(heap: Due[], due: Due): void {
  heap.push(due);
  let at = heap.length - 1;
  while (at > 0) {
    const parent = (at - 1) >>> 1;
    if (!swapIfLater(heap, parent, at)) return;
    at = parent;
  }
}

function pop(heap: Due[]): void {
  const last = heap.pop();
  if (!last || heap.length === 0) return;
  heap[0] = last;
  let at = 0;
  for (;;) {
    const left = 2 * at + 1;
    const right = left + 1;
    const child = (heap[right]?.at ?? Infinity) < (heap[left]?.at ?? Infinity) ? right : left;
    if (!swapIfLater(heap, at, child)) return;
    at = child;
  }
}

/** Whether the upper one was later than the lower one. */
function swapIfLater(heap: Due[], upper: number, lower: number): boolean {
  const above = heap[upper];
  const below = heap[lower];
  if (!above || !below || above.at <= below.at) return false;
  heap[upper] = below;
  heap[lower] = above;
  return true;
}
