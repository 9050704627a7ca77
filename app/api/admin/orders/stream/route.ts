import { env } from "@/lib/config/env";
import { orderStream } from "@/lib/desk/live/order-stream.server";
import { deskRead } from "@/lib/staff/desk-route.server";

/**
 * Server-sent events: `orders` with `{ version }` whenever an order has come in or changed. 404 where no process lives long enough, and where too many
 * windows are open: the page asks `GET /api/admin/orders/live` then.
 */
export const GET = deskRead({ right: "orders.read" }, async ({ staff }) => {
  const stream = env().VERCEL ? null : orderStream(staff);
  if (!stream) return { ok: false, code: "not_found" };
  return new Response(stream, {
    headers: {
      "Content-Type": "text/event-stream; charset=utf-8",
      // Neither Next.js nor a proxy may gather what is said, to make it smaller or for later.
      "Cache-Control": "no-store, no-transform",
      "X-Accel-Buffering": "no",
    },
  });
});
