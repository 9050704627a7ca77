import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { inLocale } from "@/lib/base/i18n-text";
import { formatMoney } from "@/lib/base/money";
import type { tryCart } from "@/lib/desk/discounts/try-cart.server";
import { refusalText } from "@/lib/discounts/texts";
import { Section } from "../section";

type Props = { tried: Awaited<ReturnType<typeof tryCart>>; locale: Locale };

/** What a cart would pay: what it has, what is taken off and why, and what is not and why. */
export function TriedPrice({ tried, locale }: Props) {
  const t = translator(locale, "desk-discounts");
  if (!tried.ok)
    return (
      <p role="alert" className="text-bad">
        {t(`try.refusals.${tried.code}`, { about: "about" in tried ? (tried.about ?? "") : "" })}
      </p>
    );
  const { quote, refused } = tried;
  const { currency } = quote;
  const money = (amount: number) => formatMoney(amount, currency, locale);
  const row = (label: string, amount: string, isStrong = false) => (
    <div key={label} className={`flex gap-4 py-1 ${isStrong ? "font-medium" : ""}`}>
      <dt className="min-w-0 flex-1 [overflow-wrap:anywhere]">{label}</dt>
      <dd className="figures">{amount}</dd>
    </div>
  );
  return (
    <div className="grid gap-4">
      <Section title={t("try.result")}>
        <dl>
          {quote.lines.map((line) =>
            row(
              `${line.quantity} × ${[line.productName, line.optionLabel].filter(Boolean).join(", ")}`,
              money(line.total),
            ),
          )}
          {row(t("try.subtotal"), money(quote.subtotal))}
          {quote.discounts.map((one) =>
            row(
              [one.code, one.name, one.reason].filter(Boolean).join(" · "),
              `−${money(one.amount + (one.shippingAmount ?? 0))}`,
            ),
          )}
          {quote.shippingRates.map((rate) => row(rate.name, money(rate.amount)))}
          {row(t("try.total"), money(quote.total), true)}
        </dl>
      </Section>
      {refused.length > 0 && (
        <Section title={t("try.not")}>
          <ul className="grid gap-2">
            {refused.map((one) => (
              <li key={`${one.ruleId} ${one.code}`}>
                <span className="font-medium">{one.code ?? (one.name && inLocale(one.name, locale))}</span>
                <span className="block text-quiet">{refusalText(one.refusal, locale, currency)}</span>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </div>
  );
}
