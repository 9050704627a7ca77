"use client";

import type { ColumnVisibilityState, Updater } from "@tanstack/react-table";
import { useCallback, useMemo, useSyncExternalStore } from "react";
import { z } from "zod/mini";

const choice = z.record(z.string(), z.boolean());

const ALL = "{}";
const CHANGED = "desk-columns";

/** Which columns of a table somebody wants to see. The browser remembers it, as another screen has room for others. */
export function useColumnChoice(table: string) {
  const key = `desk-columns-${table}`;
  const stored = useSyncExternalStore(
    listen,
    () => read(key),
    () => ALL,
  );
  const columnVisibility = useMemo(() => parse(stored), [stored]);
  const onColumnVisibilityChange = useCallback(
    (next: Updater<ColumnVisibilityState>) => {
      const before = parse(read(key));
      write(key, typeof next === "function" ? next(before) : next);
    },
    [key],
  );
  return { columnVisibility, onColumnVisibilityChange };
}

function listen(changed: () => void) {
  window.addEventListener("storage", changed);
  window.addEventListener(CHANGED, changed);
  return () => {
    window.removeEventListener("storage", changed);
    window.removeEventListener(CHANGED, changed);
  };
}

function parse(stored: string): ColumnVisibilityState {
  try {
    return choice.parse(JSON.parse(stored));
  } catch {
    // Somebody else wrote there.
    return {};
  }
}

function read(key: string): string {
  try {
    return localStorage.getItem(key) ?? ALL;
  } catch {
    return ALL;
  }
}

function write(key: string, choice: ColumnVisibilityState) {
  try {
    localStorage.setItem(key, JSON.stringify(choice));
    window.dispatchEvent(new Event(CHANGED));
  } catch {
    // The browser keeps nothing, so all columns stay.
  }
}
