import { LinePicture } from "@/components/cart/line-picture";
import { Price } from "@/components/ui/price";
import type { Texts } from "@/i18n/messages";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import type { CheckoutSummary } from "@/lib/checkout/cart/summary";
import { LineNote } from "./line-note";
import { RefusedDiscounts } from "./refused-discounts";

type Props = { summary: CheckoutSummary; locale: Locale; texts: Texts<"checkout"> };

/** The summary stands beside the form on a desktop, and above it on a phone. */
export function OrderSummary({ summary, locale, texts }: Props) {
  const { currency, lines, rows } = summary;
  return (
    <section aria-labelledby="order-summary">
      <h2 id="order-summary" className="display-face text-heading">
        {texts.summary}
      </h2>
      <ul className="mt-4 divide-y divide-line border-y border-line">
        {lines.map((line) => (
          <li key={line.key} className="flex items-center gap-4 py-4">
            <LinePicture src={line.image} className="size-16" />
            <div className="min-w-0 flex-1">
              <p className="font-medium">{line.name}</p>
              <LineNote line={line} texts={texts} />
            </div>
            <Price amount={line.total} currency={currency} locale={locale} />
          </li>
        ))}
      </ul>
      <dl className="mt-4 grid gap-1.5">
        {rows.map((row) => (
          <div
            key={row.key}
            className={`flex justify-between gap-x-4 ${row.amount === null ? "flex-wrap" : ""}`}
          >
            <dt className={row.key === "total" ? "font-medium" : "text-quiet"}>{row.label}</dt>
            <dd>
              {row.amount === null ? (
                <span className="text-quiet">{texts.deliveryNext}</span>
              ) : (
                <Price amount={row.amount} currency={currency} locale={locale} />
              )}
            </dd>
          </div>
        ))}
      </dl>
      <div className="mt-4 grid gap-3">
        <RefusedDiscounts refused={summary.refused} texts={texts.elements} />
        {summary.agreement !== null && (
          <a
            href={localPath(locale, "/cart#discount-code")}
            className="justify-self-start text-[0.9375rem] text-quiet underline underline-offset-4 hover:text-ink"
          >
            {texts.haveCode}
          </a>
        )}
      </div>
    </section>
  );
}
