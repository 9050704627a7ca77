import "server-only";
import { and, asc, eq, gt } from "drizzle-orm";
import { csvLine } from "@/lib/base/csv-line";
import { minuteIn } from "@/lib/base/time-zone";
import { withoutFormula } from "@/lib/catalog/goods/formulas";
import { shopTimeZone } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { newsConsents } from "@/lib/db/schema";
import { stopUrls } from "@/lib/news/links.server";

const PAGE = 500;

const COLUMNS = ["E-mail", "Language", "Since", "Stop link", "One-click link"];

/**
 * All who agreed to news as CSV, in the memory of one page. Who sends them puts the stop link into each e-mail, and the one-click link into its header
 * `List-Unsubscribe`: so whoever stops is known here at once. Times are the shop's; no cell is run by a spreadsheet.
 */
export async function* exportNews(pageSize = PAGE): AsyncGenerator<string> {
  yield csvLine(COLUMNS);
  for (let last = 0; ; ) {
    const page = await db()
      .select()
      .from(newsConsents)
      .where(and(eq(newsConsents.state, "confirmed"), gt(newsConsents.id, last)))
      .orderBy(asc(newsConsents.id))
      .limit(pageSize);
    yield page.map(lineOf).join("");
    last = page.at(-1)?.id ?? last;
    if (page.length < pageSize) return;
  }
}

function lineOf({ id, email, locale, confirmedAt }: typeof newsConsents.$inferSelect): string {
  if (email === null || confirmedAt === null) return "";
  const { page, oneClick } = stopUrls(locale, id);
  const cells = [email, locale, minuteIn(confirmedAt, shopTimeZone()), page, oneClick];
  return csvLine(cells.map(withoutFormula));
}
