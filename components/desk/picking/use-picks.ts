"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { z } from "zod/mini";
import { NO_PICKS, type Picks, withBegun } from "@/lib/desk/picking/picks";
import type { PackedOrder } from "@/lib/desk/picking/read-pick-list.server";

const PREFIX = "desk-picks ";
const KEPT_FOR_MS = 14 * 24 * 60 * 60 * 1000;

const pieces = z.record(z.string(), z.number());
const kept = z.object({
  at: z.number(),
  picks: z.object({
    taken: z.record(z.string(), z.object({ sku: z.string(), quantity: z.number() })),
    packed: z.record(z.string(), pieces),
    begun: z.record(z.string(), pieces),
  }),
});

/** What was ticked on a pick list. It is kept in this browser, by the orders of the list, so that it outlives a reload and a flat battery. */
export function usePicks(numbers: readonly string[], orders: readonly PackedOrder[]) {
  const router = useRouter();
  const key = PREFIX + numbers.toSorted().join(",");
  /** Null until the browser's was read. */
  const [picks, setPicks] = useState<Picks | null>(null);

  useEffect(() => {
    forgetOld();
    setPicks((shown) => {
      const next = withBegun(read(key) ?? shown ?? NO_PICKS, orders);
      write(key, next);
      return next;
    });
  }, [key, orders]);

  useEffect(() => {
    const follow = (event: StorageEvent) => {
      if (event.key === key) setPicks(read(key));
    };
    // Who comes back to the list may have left it lying for an hour.
    const readAnew = () => {
      if (document.visibilityState === "visible") router.refresh();
    };
    window.addEventListener("storage", follow);
    document.addEventListener("visibilitychange", readAnew);
    return () => {
      window.removeEventListener("storage", follow);
      document.removeEventListener("visibilitychange", readAnew);
    };
  }, [key, router]);

  function change(make: (before: Picks) => Picks) {
    const next = make(read(key) ?? picks ?? NO_PICKS);
    write(key, next);
    setPicks(next);
  }

  return { picks, change };
}

/** Null also where the browser keeps nothing. */
function read(key: string): Picks | null {
  return keptOf(stored(() => localStorage.getItem(key)) ?? null)?.picks ?? null;
}

function write(key: string, picks: Picks) {
  stored(() => localStorage.setItem(key, JSON.stringify({ at: Date.now(), picks })));
}

function forgetOld() {
  stored(() => {
    for (const key of Object.keys(localStorage).filter((one) => one.startsWith(PREFIX))) {
      const at = keptOf(localStorage.getItem(key))?.at ?? 0;
      if (Date.now() - at > KEPT_FOR_MS) localStorage.removeItem(key);
    }
  });
}

function keptOf(text: string | null) {
  if (text === null) return null;
  try {
    const result = kept.safeParse(JSON.parse(text));
    return result.success ? result.data : null;
  } catch {
    return null;
  }
}

/** A browser may forbid all of it. */
function stored<Result>(use: () => Result): Result | null {
  try {
    return use();
  } catch {
    return null;
  }
}
