import { after } from "next/server";
import { z } from "zod";
import { translator } from "@/i18n/texts.server";
import { storableText } from "@/lib/base/storable-text";
import { sendTracked } from "@/lib/desk/sending/send-tracked.server";
import { readTracking, trackedOrders } from "@/lib/desk/sending/tracking-rows";
import { longJson } from "@/lib/http/body-reader";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 60;

const schema = z.strictObject({
  csv: z
    .string()
    .max(200_000)
    .refine((text) => storableText(text) === text),
});

/** `{ csv }` -> `{ rows }`: sends the orders of a carrier's file with their tracking numbers, and says of each row what came of it. */
export const POST = deskChange(
  {
    right: "orders.send",
    action: "order.send_tracked",
    body: longJson(schema),
    logged: ({ csv }) => ({ letters: csv.length }),
    about: ({ body: { csv } }) => ({ kind: "order", id: trackedOrders(csv).join(",") || "tracking" }),
  },
  async ({ body: { csv }, locale }) => {
    const read = readTracking(csv);
    if (!read.ok) {
      const message = translator(locale, "sending")(`tracked.${read.code}`);
      return { ok: false, code: read.code, message, status: 422 };
    }
    const rows = await sendTracked(read.rows, locale);
    after(() => drainOutbox());
    const log = rows.map((row) => `${row.order} ${row.sent ? "sent" : row.code}`);
    return { ok: true, after: { rows: log }, answer: { rows } };
  },
);
