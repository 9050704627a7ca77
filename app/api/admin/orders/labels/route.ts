import { z } from "zod";
import { dayIn } from "@/lib/base/time-zone";
import { shopSlug, shopTimeZone } from "@/lib/config/shop";
import { bulkNumbers } from "@/lib/desk/sending/bulk-numbers";
import { labelRows } from "@/lib/desk/sending/label-rows.server";
import { wrongFields } from "@/lib/http/body";
import { textStream } from "@/lib/http/text-stream";
import { deskRead } from "@/lib/staff/desk-route.server";

export const maxDuration = 300;

const query = z.object({ numbers: z.string().optional() });

/** All that has to be sent, as CSV for a carrier's program; `?numbers=` for these orders alone. */
export const GET = deskRead({ right: "orders.send", query }, async ({ request }) => {
  const numbers = bulkNumbers
    .optional()
    .safeParse(new URL(request.url).searchParams.get("numbers") ?? undefined);
  if (!numbers.success) return { ok: false, code: "invalid_request", ...wrongFields(numbers.error) };
  const name = `${shopSlug()}-labels-${dayIn(new Date(), shopTimeZone())}.csv`;
  return textStream(labelRows(numbers.data ?? null), "text/csv; charset=utf-8", {
    "Cache-Control": "no-store",
    "Content-Disposition": `attachment; filename="${name}"`,
  });
});
