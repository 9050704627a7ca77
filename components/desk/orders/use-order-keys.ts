"use client";

import { type RefObject, useEffect } from "react";
import { isPlainKey } from "../keys/plain-keys";

/** Keys of the list: `/` searches, `j` and `k` move from order to order, and `x` chooses one. */
export function useOrderKeys(box: RefObject<HTMLElement | null>) {
  useEffect(() => {
    function press(event: KeyboardEvent) {
      if (!isPlainKey(event)) return;
      const links = [...(box.current?.querySelectorAll<HTMLAnchorElement>("a[data-order-link]") ?? [])];
      const here = links.findIndex((link) => link.matches(":focus"));
      if (event.key === "/") {
        event.preventDefault();
        document.querySelector<HTMLInputElement>("[data-orders-search]")?.focus();
      }
      if (event.key === "j") links[Math.min(here + 1, links.length - 1)]?.focus();
      if (event.key === "k") links[Math.max(here - 1, 0)]?.focus();
      if (event.key === "x")
        links[here]?.closest("tr")?.querySelector<HTMLInputElement>("[data-choose]")?.click();
    }
    document.addEventListener("keydown", press);
    return () => document.removeEventListener("keydown", press);
  }, [box]);
}
