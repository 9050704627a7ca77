import { dayIn } from "@/lib/base/time-zone";
import { shopSlug, shopTimeZone } from "@/lib/config/shop";
import { exportOrders } from "@/lib/desk/orders/export-orders.server";
import { readOrderFilter } from "@/lib/desk/orders/order-filter";
import { textStream } from "@/lib/http/text-stream";
import { deskRead } from "@/lib/staff/desk-route.server";

export const maxDuration = 300;

/** All orders of the filter in the address, as CSV. */
export const GET = deskRead({ right: "orders.export" }, async ({ request }) => {
  const { filter } = readOrderFilter(new URL(request.url).searchParams);
  const name = `${shopSlug()}-orders-${dayIn(new Date(), shopTimeZone())}.csv`;
  return textStream(exportOrders(filter), "text/csv; charset=utf-8", {
    "Cache-Control": "no-store",
    "Content-Disposition": `attachment; filename="${name}"`,
  });
});
