"use client";
import { useEffect, useRef, useState } from "react";

/** Starts once per session, even when React mounts twice; null while it runs. */
export function useStart<Start>(start: () => Promise<Start>, sessionNumber: number): Start | null {
  const [result, setResult] = useState<{ sessionNumber: number; start: Start } | null>(null);
  const underWay = useRef<{ sessionNumber: number; start: Promise<Start> } | null>(null);
  const first = useRef(start);
  useEffect(() => {
    let gone = false;
    if (underWay.current?.sessionNumber !== sessionNumber) {
      underWay.current = { sessionNumber, start: first.current() };
    }
    void underWay.current.start.then((done) => {
      if (!gone) setResult({ sessionNumber, start: done });
    });
    return () => {
      gone = true;
    };
  }, [sessionNumber]);
  return result?.sessionNumber === sessionNumber ? result.start : null;
}
