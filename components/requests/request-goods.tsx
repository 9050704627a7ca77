import { LinePicture } from "@/components/cart/line-picture";
import { Filled } from "@/components/ui/filled";
import { Price } from "@/components/ui/price";
import { Untranslated } from "@/components/ui/untranslated";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { Quote } from "@/lib/model/quote";

/** The goods of a request and what they come to. */
export function RequestGoods({ quote, locale }: { quote: Quote; locale: Locale }) {
  const t = translator(locale, "orders");
  const { currency } = quote;
  const picked = quote.shippingRates.find((rate) => rate.speed === quote.shippingSpeed);
  const rows = [
    { key: "subtotal", label: t("subtotal"), amount: quote.subtotal },
    ...quote.discounts
      .filter(({ amount }) => amount > 0)
      .map(({ name, amount }, index) => ({ key: `discount-${index}`, label: name, amount: -amount })),
    { key: "shipping", label: picked?.name ?? t("shipping"), amount: quote.shippingTotal },
    { key: "total", label: t("total"), amount: quote.total },
  ];
  return (
    <section aria-label={t("items")} className="mt-8">
      <ul className="divide-y divide-line border-y border-line">
        {quote.lines.map((line) => (
          <li key={line.variantId} className="flex items-center gap-4 py-4">
            <LinePicture src={line.image} className="size-20" />
            <div className="min-w-0 flex-1">
              <p className="font-medium [overflow-wrap:anywhere]">{line.productName}</p>
              {line.optionLabel && <p className="text-[0.9375rem] text-quiet">{line.optionLabel}</p>}
              <p className="figures text-[0.9375rem] text-quiet">
                <Filled
                  text={t.raw("quantity")}
                  values={{
                    quantity: <Untranslated>{line.quantity}</Untranslated>,
                    price: <Price amount={line.unitAmount} currency={currency} locale={locale} />,
                  }}
                />
              </p>
            </div>
            <Price amount={line.total} currency={currency} locale={locale} />
          </li>
        ))}
      </ul>
      <dl className="mt-4 grid gap-1.5">
        {rows.map(({ key, label, amount }) => (
          <div
            key={key}
            className={`flex justify-between gap-4 ${key === "total" ? "text-lg font-medium" : ""}`}
          >
            <dt>{label}</dt>
            <dd>
              <Price amount={amount} currency={currency} locale={locale} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
