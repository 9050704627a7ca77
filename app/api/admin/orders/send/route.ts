import { after } from "next/server";
import { z } from "zod";
import { db } from "@/lib/db/client";
import { bulkNumbers } from "@/lib/desk/sending/bulk-numbers";
import { handoverRefusalText } from "@/lib/desk/sending/refusals.server";
import { markShipped } from "@/lib/fulfilment/mark-shipped.server";
import { json } from "@/lib/http/body-reader";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

const schema = z.strictObject({ numbers: bulkNumbers });
const PARCEL = { kind: "shipped", carrier: null, trackingNumber: null } as const;

/** `{ numbers }` -> `{ sent, refused }`: all that is left of each order has left. Each order by itself: one that is refused stops no other. */
export const POST = deskChange(
  {
    right: "orders.send",
    action: "order.send",
    body: json(schema),
    about: ({ body }) => ({ kind: "order", id: body.numbers.join(",") }),
  },
  async ({ body: { numbers }, locale }) => {
    const sent: string[] = [];
    const refused: { number: string; code: string; message: string }[] = [];
    for (const number of numbers) {
      const result = await markShipped(db(), number, PARCEL);
      if (result.ok) sent.push(number);
      else refused.push({ number, code: result.code, message: handoverRefusalText(result, locale) });
    }
    after(() => drainOutbox());
    return {
      ok: true,
      after: { sent, refused: refused.map(({ number, code }) => ({ number, code })) },
      answer: { sent, refused },
    };
  },
);
