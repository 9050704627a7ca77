"use client";
import type { ReactNode } from "react";

/** Sends the form of the list inside as soon as another of its options is chosen. */
export function SendOnChange({ children }: { children: ReactNode }) {
  return (
    <div
      className="contents"
      onChange={({ target }) => target instanceof HTMLSelectElement && target.form?.requestSubmit()}
    >
      {children}
    </div>
  );
}
