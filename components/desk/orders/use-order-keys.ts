"use client";

import { type RefObject, useEffect } from "react";
import { isPlainKey } from "../keys/plain-keys";

/** A key of the list beside those of every list: `x` chooses the order that has the focus. */
export function useOrderKeys(box: RefObject<HTMLElement | null>) {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (event.key !== "x" || !isPlainKey(event)) return;
      const row = box.current?.querySelector("a[data-order-link]:focus")?.closest("tr");
      row?.querySelector<HTMLInputElement>("[data-choose]")?.click();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [box]);
}
