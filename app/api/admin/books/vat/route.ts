import { exportTax } from "@/lib/books/export-tax.server";
import { daysPeriod, readDays } from "@/lib/books/period";
import { readTaxReport } from "@/lib/books/tax-report.server";
import { shopSlug, shopTimeZone } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { deskRead } from "@/lib/staff/desk-route.server";

export const maxDuration = 300;

/** The tax report of the days from `from` to `to`, as CSV. */
export const GET = deskRead({ right: "books.read" }, async ({ request }) => {
  const { searchParams } = new URL(request.url);
  const asked = { from: searchParams.get("from"), to: searchParams.get("to") };
  const timeZone = shopTimeZone();
  const days = readDays(asked, new Date(), timeZone);
  const rows = await readTaxReport(db(), daysPeriod(days, timeZone));
  const name = `${shopSlug()}-tax-${days.first}-${days.last}.csv`;
  return new Response(exportTax(rows, days), {
    headers: {
      "Cache-Control": "no-store",
      "Content-Disposition": `attachment; filename="${name}"`,
      "Content-Type": "text/csv; charset=utf-8",
    },
  });
});
