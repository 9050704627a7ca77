import { dayIn } from "@/lib/base/time-zone";
import { shopSlug, shopTimeZone } from "@/lib/config/shop";
import { labelRows } from "@/lib/desk/sending/label-rows.server";
import { textStream } from "@/lib/http/text-stream";
import { deskRead } from "@/lib/staff/desk-route.server";

export const maxDuration = 300;

/** All that has to be sent, as CSV for a carrier's program. */
export const GET = deskRead({ right: "orders.send" }, async () => {
  const name = `${shopSlug()}-labels-${dayIn(new Date(), shopTimeZone())}.csv`;
  return textStream(labelRows(), "text/csv; charset=utf-8", {
    "Cache-Control": "no-store",
    "Content-Disposition": `attachment; filename="${name}"`,
  });
});
