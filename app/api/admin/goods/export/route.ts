import { dayIn } from "@/lib/base/time-zone";
import { exportCsv } from "@/lib/catalog/export/export-csv.server";
import { exportJson } from "@/lib/catalog/export/export-json.server";
import { shopSlug, shopTimeZone } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { textStream } from "@/lib/http/text-stream";
import { deskRead } from "@/lib/staff/desk-route.server";

export const maxDuration = 300;

/** All goods, as they are read: `?format=csv` is Shopify's, otherwise the store's own, which holds everything. */
export const GET = deskRead({ right: "goods.edit" }, async ({ request }) => {
  const isCsv = new URL(request.url).searchParams.get("format") === "csv";
  const name = `${shopSlug()}-goods-${dayIn(new Date(), shopTimeZone())}.${isCsv ? "csv" : "jsonl"}`;
  const lines = isCsv ? exportCsv(db(), () => undefined) : exportJson(db());
  return textStream(lines, isCsv ? "text/csv; charset=utf-8" : "application/octet-stream", {
    "Cache-Control": "no-store",
    "Content-Disposition": `attachment; filename="${name}"`,
  });
});
