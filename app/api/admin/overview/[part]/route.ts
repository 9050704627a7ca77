import { shopSlug } from "@/lib/config/shop";
import { overviewCsv, overviewPartParams } from "@/lib/desk/overview/overview-csv.server";
import { askedRange, shopClock } from "@/lib/desk/overview/read-overview.server";
import { deskRead } from "@/lib/staff/desk-route.server";

/** A part of the overview as CSV, for the range in the address. */
export const GET = deskRead(
  { right: "reports.read", params: overviewPartParams },
  async ({ request, params: { part } }) => {
    const clock = shopClock();
    const { range, ignored } = askedRange(new URL(request.url).searchParams, clock);
    if (ignored.length > 0) return { ok: false, code: "invalid_request" };
    const name = `${shopSlug()}-${part}-${range.from}-${range.to}-${range.currency}.csv`;
    return new Response(await overviewCsv(part, range, clock), {
      headers: {
        "Content-Type": "text/csv; charset=utf-8",
        "Cache-Control": "no-store",
        "Content-Disposition": `attachment; filename="${name}"`,
      },
    });
  },
);
