import "server-only";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { db } from "@/lib/db/client";
import { markShipped } from "@/lib/fulfilment/mark-shipped.server";
import { handoverRefusalText } from "./refusals.server";
import type { TrackingRow } from "./tracking-rows";

/** As long as the form of one parcel allows. */
const LONGEST = 200;

type TrackedRow = { line: number; order: string } & (
  | { sent: true; tracking: string }
  | { sent: false; code: string; message: string }
);

/** Sends all that is left of each order of a file, as sending one does. Each row by itself: one that is refused stops no other. */
export async function sendTracked(rows: readonly TrackingRow[], locale: Locale): Promise<TrackedRow[]> {
  const t = translator(locale, "sending");
  const results: TrackedRow[] = [];
  for (const { line, order, carrier, tracking, link } of rows) {
    const refuse = (code: string, message: string) =>
      results.push({ line, order, sent: false, code, message });
    // Without a number the shopper would be told of a parcel that nobody can follow; it is left to a person.
    if (tracking === "") {
      refuse("no_tracking", t("tracked.noNumber"));
      continue;
    }
    if (tracking.length > LONGEST || carrier.length > LONGEST || order.length > LONGEST) {
      refuse("too_long", t("tracked.tooLong"));
      continue;
    }
    const result = await markShipped(db(), order, {
      ...{ kind: "shipped", carrier: carrier || null, trackingNumber: tracking },
      trackingUrl: link || null,
    });
    if (result.ok) results.push({ line, order, sent: true, tracking });
    else refuse(result.code, handoverRefusalText(result, locale));
  }
  return results;
}
