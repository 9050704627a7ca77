import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";

/** Open the packing slip or the invoice of an order as a PDF, in a window of its own. */
export function PrintButtons({ number, locale }: { number: string; locale: Locale }) {
  const t = translator(locale, "sending");
  return (
    <form
      method="post"
      action="/api/admin/orders/print"
      target="_blank"
      className="flex flex-wrap gap-2"
      rel="noopener"
    >
      <input type="hidden" name="numbers" value={number} />
      {(["slip", "invoice"] as const).map((kind) => (
        <button key={kind} type="submit" name="kind" value={kind} className="desk-button">
          {t(kind)}
        </button>
      ))}
    </form>
  );
}
