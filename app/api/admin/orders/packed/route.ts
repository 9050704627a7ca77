import { after } from "next/server";
import { z } from "zod";
import { orderParams } from "@/lib/desk/orders/inputs";
import { sendPacked } from "@/lib/desk/picking/send-packed.server";
import { MOST_AT_ONCE } from "@/lib/desk/sending/bulk-numbers";
import { json } from "@/lib/http/body-reader";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

const packed = orderParams.extend({
  /** By SKU. */
  pieces: z
    .record(z.string().max(200), z.int().min(1).max(1_000_000))
    .transform((pieces) => Object.entries(pieces).map(([sku, quantity]) => ({ sku, quantity }))),
});

const schema = z.strictObject({ orders: z.array(packed).min(1).max(MOST_AT_ONCE) });

/** `{ orders: [{ number, pieces }] }` -> `{ sent, ready, refused }`: these pieces have left, or wait for who collects them. Each order by itself. */
export const POST = deskChange(
  {
    right: "orders.send",
    action: "order.send_packed",
    body: json(schema),
    about: ({ body }) => ({ kind: "order", id: body.orders.map(({ number }) => number).join(",") }),
  },
  async ({ body, locale }) => {
    const orders = body.orders.map(({ number, pieces }) => ({ number, lines: pieces }));
    const { sent, ready, refused } = await sendPacked(orders, locale);
    after(() => drainOutbox());
    return {
      ok: true,
      after: { sent, ready, refused: refused.map(({ number, code }) => ({ number, code })) },
      answer: { sent, ready, refused },
    };
  },
);
