import "server-only";
import { isStopping, whenStopping } from "@/lib/base/stopping.server";
import { orderListVersion } from "@/lib/desk/orders/list-version.server";
import type { Staff } from "@/lib/staff/read-staff.server";
import { mayStillRead } from "@/lib/staff/still-there.server";
import { readOrderNews } from "./order-news.server";

/** Milliseconds: proxies end a connection on which nothing is said; a session that has ended is noticed at the latest then. */
const BEAT_MS = 10_000;

/** As many windows as stay open in one process. Others look from time to time. */
const MOST = 200;

const open = new Set<object>();

/**
 * Server-sent events: `orders` with the list's version whenever an order has come in or changed. It ends with the session, with the right to read orders, and
 * when the process stops. Null where there are too many.
 */
export function orderStream(staff: Pick<Staff, "id" | "sessionId">): ReadableStream<Uint8Array> | null {
  if (open.size >= MOST || isStopping()) return null;
  const encoder = new TextEncoder();
  const own = {};
  let end = () => {};
  return new ReadableStream<Uint8Array>({
    start(controller) {
      open.add(own);
      const say = (text: string) => controller.enqueue(encoder.encode(text));
      const tell = (version: string) =>
        ifStillThere(() => say(`event: orders\ndata: ${JSON.stringify({ version })}\n\n`));
      const toldOf = readOrderNews(tell);
      const beat = setInterval(() => ifStillThere(() => say(": still here\n\n")), BEAT_MS);
      const untilStop = whenStopping(() => close());
      end = () => {
        if (!open.delete(own)) return;
        clearInterval(beat);
        toldOf();
        untilStop();
      };
      const close = () => {
        if (!open.has(own)) return;
        end();
        controller.close();
      };
      const ifStillThere = (work: () => void) =>
        void mayStillRead(staff, "orders.read").then(
          (may) => {
            if (!may) close();
            else if (open.has(own)) work();
          },
          // The database is away: nothing is told that was not asked for.
          () => undefined,
        );
      say("retry: 5000\n\n");
      // What came in between the page and its stream.
      orderListVersion().then(tell, () => undefined);
    },
    cancel: () => end(),
  });
}
