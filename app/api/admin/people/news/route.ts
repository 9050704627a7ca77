import { dayIn } from "@/lib/base/time-zone";
import { shopSlug, shopTimeZone } from "@/lib/config/shop";
import { exportNews } from "@/lib/desk/people/export-news.server";
import { textStream } from "@/lib/http/text-stream";
import { deskChange } from "@/lib/staff/desk-route.server";

export const maxDuration = 300;

/** All who agreed to news, as CSV. It changes nothing, and is in the log as so much leaves at once. */
export const POST = deskChange(
  {
    right: "people.export",
    action: "person.export_news",
    body: "none",
    about: () => ({ kind: "person", id: "news" }),
  },
  async () => {
    const name = `${shopSlug()}-news-${dayIn(new Date(), shopTimeZone())}.csv`;
    const answer = textStream(exportNews(), "text/csv; charset=utf-8", {
      "Cache-Control": "no-store",
      "Content-Disposition": `attachment; filename="${name}"`,
    });
    return { ok: true, answer };
  },
);
