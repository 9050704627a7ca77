import { after } from "next/server";
import { z } from "zod";
import { db } from "@/lib/db/client";
import { orderParams } from "@/lib/desk/orders/inputs";
import { handoverRefusalText } from "@/lib/desk/sending/refusals.server";
import { markShipped } from "@/lib/fulfilment/mark-shipped.server";
import { json } from "@/lib/http/body-reader";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

const schema = z.strictObject({ kind: z.enum(["ready", "collected", "done"]) });

/** `{ kind }`: a pick-up can be collected, of which its shopper is told, or was collected; or all that needs no sending is done. */
export const POST = deskChange(
  {
    right: "orders.send",
    action: "order.collection",
    params: orderParams,
    body: json(schema),
    about: ({ params: { number } }) => ({ kind: "order", id: number }),
  },
  async ({ params: { number }, body, locale }) => {
    const handed = await markShipped(db(), number, body);
    if (!handed.ok && handed.code === "unknown_order") return { ok: false, code: "not_found" };
    if (!handed.ok) {
      return { ok: false, code: handed.code, message: handoverRefusalText(handed, locale), status: 409 };
    }
    after(() => drainOutbox());
    return { ok: true, after: body };
  },
);
