import { z } from "zod";
import { currency } from "@/lib/base/money";
import { exportStatement } from "@/lib/books/export-statement.server";
import { monthPeriod, readMonth } from "@/lib/books/period";
import { shopSlug, shopTimeZone } from "@/lib/config/shop";
import { soldOrOwn } from "@/lib/currencies/sold";
import { db } from "@/lib/db/client";
import { textStream } from "@/lib/http/text-stream";
import { deskRead } from "@/lib/staff/desk-route.server";

export const maxDuration = 300;

const query = z.object({
  month: z
    .string()
    .regex(/^20\d\d-(0[1-9]|1[0-2])$/)
    .optional(),
  currency: z
    .string()
    .regex(/^[a-z]{3}$/)
    .optional(),
});

/** All movements of `month` in `currency` as CSV: of this month, and in the shop's own currency, when they are left out. */
export const GET = deskRead({ right: "books.read" }, async ({ request }) => {
  const asked = query.safeParse(Object.fromEntries(new URL(request.url).searchParams));
  if (!asked.success) return { ok: false, code: "invalid_request" };
  const timeZone = shopTimeZone();
  const month = readMonth(asked.data.month, new Date(), timeZone);
  const code = asked.data.currency ? currency(asked.data.currency) : soldOrOwn(null);
  const about = { period: monthPeriod(month, timeZone), currency: code, timeZone };
  const name = `${shopSlug()}-statement-${month}-${code}.csv`;
  return textStream(exportStatement(db(), about), "text/csv; charset=utf-8", {
    "Cache-Control": "no-store",
    "Content-Disposition": `attachment; filename="${name}"`,
  });
});
