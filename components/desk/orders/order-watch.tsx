"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { z } from "zod/mini";

const EVERY_MS = 5_000;
const answered = z.object({ version: z.string() });

/**
 * Reads the page anew when an order has come in or changed. The store tells it; where it does not, or no longer, the page asks from time to time. Nothing is
 * open or asked while nobody looks at the page, as browsers allow a shop six connections.
 */
export function OrderWatch({ version }: { version: string }) {
  const router = useRouter();
  const shown = useRef(version);
  useEffect(() => {
    shown.current = version;
  }, [version]);
  useEffect(() => {
    let stream: EventSource | null = null;
    let isTold = false;
    const compare = (answer: unknown) => {
      const read = answered.safeParse(answer);
      if (read.success && read.data.version !== shown.current) router.refresh();
    };
    const ask = async () => {
      if (isTold || document.visibilityState !== "visible") return;
      const answer = await fetch("/api/admin/orders/live")
        .then((response) => response.json())
        .catch(() => null);
      compare(answer);
    };
    const listen = () => {
      stream?.close();
      stream = null;
      isTold = false;
      if (document.visibilityState !== "visible") return;
      stream = new EventSource("/api/admin/orders/stream");
      stream.addEventListener("open", () => {
        isTold = true;
      });
      stream.addEventListener("error", () => {
        isTold = false;
      });
      stream.addEventListener("orders", ({ data }) => compare(JSON.parse(String(data))));
    };
    const looked = () => {
      listen();
      ask();
    };
    listen();
    const timer = setInterval(ask, EVERY_MS);
    document.addEventListener("visibilitychange", looked);
    return () => {
      stream?.close();
      clearInterval(timer);
      document.removeEventListener("visibilitychange", looked);
    };
  }, [router]);
  return null;
}
