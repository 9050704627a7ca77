"use client";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { OPENED_LINKS } from "@/components/ui/link";
import { isPlainClick } from "@/components/ui/plain-click";
import { useFetchAhead } from "./use-fetch-ahead";

/**
 * Opens each `Link` of the page without loading a new document, and loads pages ahead. One for all links, as next/link is more script than everything
 * else in the store's header.
 */
export function LinkOpener() {
  const router = useRouter();
  useFetchAhead();
  useEffect(() => {
    const open = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest(OPENED_LINKS) : null;
      const href = link?.getAttribute("href");
      if (!href || event.defaultPrevented || !isPlainClick(event)) return;
      event.preventDefault();
      router.push(href);
    };
    document.addEventListener("click", open);
    return () => document.removeEventListener("click", open);
  }, [router]);
  return null;
}
