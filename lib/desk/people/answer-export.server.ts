import "server-only";
import { dayIn } from "@/lib/base/time-zone";
import { shopSlug, shopTimeZone } from "@/lib/config/shop";
import { textStream } from "@/lib/http/text-stream";

/** What the store knows of a person, as a file to keep. */
export function answerExport(file: AsyncGenerator<string>): Response {
  const name = `${shopSlug()}-person-${dayIn(new Date(), shopTimeZone())}.json`;
  return textStream(file, "application/json; charset=utf-8", {
    "Cache-Control": "no-store",
    "Content-Disposition": `attachment; filename="${name}"`,
  });
}
