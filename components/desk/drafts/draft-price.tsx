import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { inLocale } from "@/lib/base/i18n-text";
import { formatMoney } from "@/lib/base/money";
import { withColon } from "@/lib/base/with-colon";
import type { DraftFile } from "@/lib/drafts/read-draft.server";
import { Section } from "../section";

type Props = { file: DraftFile; locale: Locale };

/** What the shopper pays: of the order that came of it, or else at this moment; and what has changed since it was put together. */
export function DraftPrice({ file, locale }: Props) {
  const { order, quoted, cart, changed } = file;
  const t = translator(locale, "desk-drafts");
  const orders = translator(locale, "orders");
  const quote = order?.quote ?? (quoted.ok ? quoted.quote : null);
  const nameOf = (variantId: string) => {
    const line = cart?.lines.find((one) => one.variantId === variantId);
    return line ? inLocale(line.productName, locale) : variantId;
  };
  const money = (amount: number) => (quote ? formatMoney(amount, quote.currency, locale) : String(amount));
  const row = (label: string, amount: string, isStrong = false) => (
    <div key={label} className={`flex gap-4 py-1 ${isStrong ? "font-medium" : ""}`}>
      <dt className="min-w-0 flex-1 [overflow-wrap:anywhere]">{label}</dt>
      <dd className="figures">{amount}</dd>
    </div>
  );
  const picked = quote?.shippingRates.find((rate) => rate.speed === quote.shippingSpeed);
  return (
    <Section title={order ? t("price.ordered") : t("price.now")}>
      {!order && changed.length > 0 && (
        <ul className="mb-3 grid gap-1 text-warn">
          {changed.map((one) => (
            <li key={`${one.variantId} ${one.code}`}>
              {t(`problems.${one.code}`, { goods: nameOf(one.variantId) })}
            </li>
          ))}
        </ul>
      )}
      {!quote && !quoted.ok && <p className="text-bad">{t(`unpriced.${quoted.code}`)}</p>}
      {quote && (
        <dl>
          {quote.lines.map((line) =>
            row(
              `${line.quantity} × ${[line.productName, line.optionLabel].filter(Boolean).join(", ")}`,
              money(line.total),
            ),
          )}
          {quote.discounts.map((one) =>
            row(
              [one.name, one.reason].filter(Boolean).join(" · "),
              money(-(one.amount + (one.shippingAmount ?? 0))),
            ),
          )}
          {row(picked?.name ?? orders("shipping"), money(quote.shippingTotal))}
          {row(orders("total"), money(quote.total), true)}
        </dl>
      )}
      {quote?.refusedDiscounts && quote.refusedDiscounts.length > 0 && (
        <ul className="mt-3 grid gap-1 text-quiet">
          {quote.refusedDiscounts.map((one) => (
            <li key={`${one.code} ${one.name}`}>
              {withColon(one.code ?? one.name ?? "", one.reason, locale)}
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
