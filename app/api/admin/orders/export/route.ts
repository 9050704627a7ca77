import { dayIn } from "@/lib/base/time-zone";
import { shopSlug, shopTimeZone } from "@/lib/config/shop";
import { exportChosen, exportOrders, readChosen } from "@/lib/desk/orders/export-orders.server";
import { readOrderFilter } from "@/lib/desk/orders/order-filter";
import { textStream } from "@/lib/http/text-stream";
import { deskRead } from "@/lib/staff/desk-route.server";

export const maxDuration = 300;

/** As CSV, all orders of the filter in the address, or those of `?numbers=…`. */
export const GET = deskRead({ right: "orders.export" }, async ({ request }) => {
  const params = new URL(request.url).searchParams;
  const chosen = await readChosen(params.get("numbers"));
  if (chosen && !chosen.ok) return chosen;
  const name = `${shopSlug()}-orders-${dayIn(new Date(), shopTimeZone())}.csv`;
  return textStream(
    chosen ? exportChosen(chosen.ids) : exportOrders(readOrderFilter(params).filter),
    "text/csv; charset=utf-8",
    {
      "Cache-Control": "no-store",
      "Content-Disposition": `attachment; filename="${name}"`,
    },
  );
});
