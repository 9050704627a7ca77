"use client";

import { useCallback, useEffect, useState } from "react";
import type { Edits } from "./cells";

/** So many steps can be taken back. */
const MOST_STEPS = 50;

/** What was typed into the table and is not saved yet, and how it was before. Who has typed something is asked before the page is left. */
export function useEdits() {
  const [edits, setEdits] = useState<Edits>({});
  const [past, setPast] = useState<readonly Edits[]>([]);

  const change = useCallback(
    (next: Edits) => {
      if (next === edits) return;
      setPast((before) => [...before.slice(1 - MOST_STEPS), edits]);
      setEdits(next);
    },
    [edits],
  );

  function undo() {
    const before = past.at(-1);
    if (before === undefined) return;
    setPast(past.slice(0, -1));
    setEdits(before);
  }

  /** Leaves out products that are saved, or all that was typed. */
  const forget = useCallback((ids: readonly string[] | "all") => {
    setPast([]);
    setEdits((all) =>
      ids === "all" ? {} : Object.fromEntries(Object.entries(all).filter(([id]) => !ids.includes(id))),
    );
  }, []);

  /** Lays what was typed over what others have changed, by the versions that were shown. */
  const layOver = useCallback((id: string, mine: Readonly<Record<string, string>>) => {
    setEdits((all) => (all[id] ? { ...all, [id]: { ...all[id], mine: { ...all[id].mine, ...mine } } } : all));
  }, []);

  const isDirty = Object.keys(edits).length > 0;
  useEffect(() => {
    if (!isDirty) return;
    const ask = (event: BeforeUnloadEvent) => event.preventDefault();
    window.addEventListener("beforeunload", ask);
    return () => window.removeEventListener("beforeunload", ask);
  }, [isDirty]);

  return { edits, change, undo, forget, layOver };
}

export type OwnEdits = ReturnType<typeof useEdits>;
