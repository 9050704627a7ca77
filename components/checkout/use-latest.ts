"use client";
import { type RefObject, useLayoutEffect, useRef } from "react";

/** The newest value, for work that an earlier render began. */
export function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}
