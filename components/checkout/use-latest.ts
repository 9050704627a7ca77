"use client";
import { type RefObject, useLayoutEffect, useRef } from "react";

/** The value of the last render, for work that was asked for by an earlier one. */
export function useLatest<T>(value: T): RefObject<T> {
  const latest = useRef(value);
  useLayoutEffect(() => {
    latest.current = value;
  });
  return latest;
}
