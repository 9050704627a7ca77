"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { z } from "zod/mini";

const EVERY_MS = 5_000;
const answered = z.object({ version: z.string() });

/** Reads the page anew when an order has come in or changed. Asks only while the page is looked at. */
export function OrderWatch({ version }: { version: string }) {
  const router = useRouter();
  useEffect(() => {
    const look = async () => {
      if (document.visibilityState !== "visible") return;
      const answer = await fetch("/api/admin/orders/live")
        .then((response) => response.json())
        .catch(() => null);
      const read = answered.safeParse(answer);
      if (read.success && read.data.version !== version) router.refresh();
    };
    const timer = setInterval(look, EVERY_MS);
    document.addEventListener("visibilitychange", look);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", look);
    };
  }, [router, version]);
  return null;
}
