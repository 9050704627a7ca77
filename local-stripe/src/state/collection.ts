import { Sequence } from "./sequence";

/** Told of each change: `after` is undefined for a deleted object. */
type Watcher<T> = (slot: number, before: T | undefined, after: T | undefined) => void;

/** Where changes are written down. */
interface Recorder<T> {
  put(item: T): void;
  delete(id: string): void;
  clear(): void;
  /** The slots got other numbers. */
  moved(): void;
}

/** Fewer empty slots are not worth the work. */
const MOST_EMPTY = 1_000;

/** Objects of one kind by id, oldest first. */
export class Collection<T extends { id: string }> {
  private slots: (T | undefined)[] = [];
  private readonly slotOf = new Map<string, number>();
  private readonly watchers = new Map<object, { changed: Watcher<T>; restart: () => void }>();

  constructor(private readonly recorder: Recorder<T> | null) {}

  get size(): number {
    return this.slotOf.size;
  }

  get(id: string): T | undefined {
    const slot = this.slotOf.get(id);
    return slot === undefined ? undefined : this.slots[slot];
  }

  /** Adds an object or replaces it; a replaced object keeps its place. */
  put(item: T): T {
    this.place(item);
    this.recorder?.put(item);
    return item;
  }

  delete(id: string): void {
    if (!this.remove(id)) return;
    this.recorder?.delete(id);
    if (this.slots.length - this.size > Math.max(MOST_EMPTY, this.size)) this.closeUp();
  }

  all(): T[] {
    return this.slots.filter((item) => item !== undefined);
  }

  /** The objects, newest first, as Stripe lists them. */
  newest(): Sequence<T> {
    return this.newestIn(null);
  }

  /** Newest first, in some slots only. @param chosen slots in rising order; null for all */
  newestIn(chosen: () => readonly number[]): Sequence<T>;
  newestIn(chosen: null): Sequence<T>;
  newestIn(chosen: (() => readonly number[]) | null): Sequence<T> {
    const { slotOf } = this;
    const itemAt = (slot: number | undefined) => (slot === undefined ? undefined : this.slots[slot]);
    const lengthNow = () => this.slots.length;
    return new Sequence(
      function* (start, direction) {
        const slots = chosen?.() ?? null;
        const end = slots?.length ?? lengthNow();
        const slot = start === null ? undefined : slotOf.get(start);
        const step = direction === "on" ? -1 : 1;
        let at = direction === "on" ? end - 1 : 0;
        if (slot !== undefined) {
          const place = slots ? firstNotBelow(slots, slot) : slot;
          at = direction === "on" ? place - 1 : slots && slots[place] !== slot ? place : place + 1;
        }
        for (; at >= 0 && at < end; at += step) {
          const item = itemAt(slots ? slots[at] : at);
          if (item !== undefined) yield item;
        }
      },
      (id) => slotOf.has(id),
    );
  }

  clear(): void {
    this.slots = [];
    this.slotOf.clear();
    for (const { restart } of this.watchers.values()) restart();
    this.recorder?.clear();
  }

  /** As `put`, `delete` and `clear`, of what is written down already. */
  load(change: T | string | null): void {
    if (change === null) this.clear();
    else if (typeof change === "string") this.remove(change);
    else this.place(change);
  }

  /** Calls with all objects that are there, and then with each change. @param owner watches once only */
  watch(owner: object, changed: Watcher<T>, restart: () => void): void {
    if (this.watchers.has(owner)) return;
    this.watchers.set(owner, { changed, restart });
    this.slots.forEach((item, slot) => {
      if (item !== undefined) changed(slot, undefined, item);
    });
  }

  /** The objects in a range of slots, for whoever writes them all, a few at a time. Null behind the last slot. */
  part(from: number, to: number): T[] | null {
    if (from >= this.slots.length) return null;
    return this.slots.slice(from, to).filter((item) => item !== undefined);
  }

  private place(item: T): void {
    const known = this.slotOf.get(item.id);
    const slot = known ?? this.slots.length;
    const before = known === undefined ? undefined : this.slots[known];
    this.slotOf.set(item.id, slot);
    this.slots[slot] = item;
    for (const { changed } of this.watchers.values()) changed(slot, before, item);
  }

  private remove(id: string): boolean {
    const slot = this.slotOf.get(id);
    if (slot === undefined) return false;
    const before = this.slots[slot];
    this.slotOf.delete(id);
    this.slots[slot] = undefined;
    for (const { changed } of this.watchers.values()) changed(slot, before, undefined);
    return true;
  }

  private closeUp(): void {
    this.slots = this.all();
    this.slots.forEach((item, slot) => {
      if (item !== undefined) this.slotOf.set(item.id, slot);
    });
    for (const { changed, restart } of this.watchers.values()) {
      restart();
      this.slots.forEach((item, slot) => {
        if (item !== undefined) changed(slot, undefined, item);
      });
    }
    this.recorder?.moved();
  }
}

/** The first place whose number is not below. */
export function firstNotBelow(sorted: readonly number[], wanted: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
