"use client";
import { type RefObject, useLayoutEffect, useRef } from "react";

/** For work that an earlier render began. */
export function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}
