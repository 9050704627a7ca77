"use client";
import { useEffect, useRef, useState } from "react";

/** One start an attempt, even when React mounts twice to test us; null while it is under way. */
export function useStart<Start>(start: () => Promise<Start>, attempt: number): Start | null {
  const [result, setResult] = useState<{ attempt: number; start: Start } | null>(null);
  const underWay = useRef<{ attempt: number; start: Promise<Start> } | null>(null);
  const first = useRef(start);
  useEffect(() => {
    let gone = false;
    if (underWay.current?.attempt !== attempt) {
      underWay.current = { attempt, start: first.current() };
    }
    void underWay.current.start.then((done) => {
      if (!gone) setResult({ attempt, start: done });
    });
    return () => {
      gone = true;
    };
  }, [attempt]);
  return result?.attempt === attempt ? result.start : null;
}
