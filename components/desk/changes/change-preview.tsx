import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import { withColon } from "@/lib/base/with-colon";
import type { ChangeDesk } from "@/lib/desk/changes/change-desk.server";
import { changeRefusalText } from "@/lib/desk/changes/change-refusal.server";
import type { ChangePlan } from "@/lib/drafts/change-plan.server";
import { DeskForm } from "../desk-form";
import { formTexts } from "../form-texts.server";
import { Section } from "../section";
import { WideTable } from "../wide-table";

type Props = { desk: ChangeDesk; locale: Locale };

/** What a change comes to, to the cent, before it is confirmed; or why it can't be made. */
export function ChangePreview({ desk, locale }: Props) {
  const { plan, order } = desk;
  if (!plan) return null;
  if (!plan.ok) {
    return (
      <p role="alert" className="text-bad">
        {plan.code === "unknown_order" ? null : changeRefusalText(plan, order, locale)}
      </p>
    );
  }
  const t = translator(locale, "desk-changes");
  return (
    <Section title={t("preview.title")}>
      <ChangeTable desk={desk} plan={plan} locale={locale} />
      <div className="mt-3 grid gap-2 text-quiet">
        {plan.apart && <p>{t(`preview.${plan.apart}`)}</p>}
        {plan.added && plan.figures.pay === 0 && plan.figures.credited > 0 && <p>{t("preview.atOnce")}</p>}
        {plan.figures.pay > 0 && plan.figures.credited > 0 && <p>{t("preview.stays")}</p>}
      </div>
      <Confirm desk={desk} plan={plan} locale={locale} />
    </Section>
  );
}

type Row = { label: string; hint?: string | undefined; amount: string; isStrong?: true };

function ChangeTable({ desk: { order }, plan, locale }: Props & { plan: ChangePlan }) {
  const t = translator(locale, "desk-changes");
  const money = (amount: number) => formatMoney(amount, order.currency, locale);
  const { figures, share, added } = plan;
  const goodsOf = (id: string) => {
    const line = order.quote.lines.find(({ variantId }) => variantId === id);
    return [line?.productName, line?.optionLabel].filter(Boolean).join(", ");
  };
  const hints = (discount: number, tax: number) =>
    [
      discount > 0 && t("preview.ofDiscount", { amount: money(discount) }),
      tax > 0 && t("preview.ofTax", { amount: money(tax) }),
    ]
      .filter(Boolean)
      .join(" · ");
  const off: Row[] = (share?.lines ?? []).map((line) => ({
    label: withColon(
      t("preview.off"),
      t("preview.offLine", { count: line.quantity, goods: goodsOf(line.variantId) }),
      locale,
    ),
    hint: hints(line.discount, line.taxAdded + line.taxIncluded),
    amount: money(-line.amount),
  }));
  const already = share?.alreadyGiven ?? 0;
  const quote = added?.quote;
  const on: Row[] = (quote?.lines ?? []).map((line) => ({
    label: withColon(
      t("preview.added"),
      t("preview.offLine", {
        count: line.quantity,
        goods: [line.productName, line.optionLabel].filter(Boolean).join(", "),
      }),
      locale,
    ),
    amount: money(line.total),
  }));
  const { pay, back } = figures;
  const later = quote?.taxBehavior === "exclusive";
  const ends: Row[] = [
    ...(pay > 0
      ? [{ label: t(later ? "preview.payTax" : "preview.pay"), amount: money(pay), isStrong: true as const }]
      : []),
    ...(back > 0 ? [{ label: t("preview.giveBack"), amount: money(back), isStrong: true as const }] : []),
    ...(pay + back === 0 ? [{ label: t("preview.nothing"), amount: money(0), isStrong: true as const }] : []),
  ];
  const rows: Row[] = [
    ...off,
    ...(already !== 0 ? [{ label: t("preview.before"), amount: money(already) }] : []),
    ...(share ? [{ label: t("preview.worth"), amount: money(-figures.worth), isStrong: true as const }] : []),
    ...on,
    ...(added && added.today !== figures.added
      ? [{ label: t("preview.today"), amount: money(added.today) }]
      : []),
    ...(added
      ? [
          {
            label: t(added.today === figures.added ? "preview.today" : "preview.agreed"),
            amount: money(figures.added),
            isStrong: true as const,
          },
        ]
      : []),
    {
      label: t("preview.delivery"),
      amount: t("preview.same", { amount: money(order.shippingTotal) }),
    },
    ...ends,
  ];
  return (
    <WideTable label={t("preview.title")} className="max-w-2xl">
      <tbody>
        {rows.map(({ label, hint, amount, isStrong }) => (
          <tr key={`${label} ${amount}`}>
            <th scope="row" className={isStrong && "text-ink"}>
              <span className="block">{label}</span>
              {hint && <span className="block text-sm">{hint}</span>}
            </th>
            <td className={`figures text-end ${isStrong ? "font-medium" : ""}`}>{amount}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}

function Confirm({ desk: { order, id, typed }, plan, locale }: Props & { plan: ChangePlan }) {
  const t = translator(locale, "desk-changes");
  const { pay, back } = plan.figures;
  const amount = formatMoney(pay > 0 ? pay : back, order.currency, locale);
  const { asked } = typed;
  if (!asked) return null;
  const { remove, pieces, own, price, note } = asked;
  const change = {
    ...{ remove, price, note },
    pieces: Object.fromEntries(pieces.map((one) => [one.variantId, String(one.quantity)])),
    own: JSON.stringify(own.map((one) => ({ ...one, quantity: String(one.quantity) }))),
  };
  return (
    <DeskForm
      action={`/api/admin/orders/${order.number}/changes`}
      then={`/admin/orders/${order.number}#changed`}
      confirm={t("confirm", { number: order.number })}
      texts={formTexts(locale)}
      className="mt-4 flex flex-wrap gap-3"
    >
      <input type="hidden" name="key" value={id} />
      <input type="hidden" name="change" value={JSON.stringify(change)} />
      <input type="hidden" name="shown" value={JSON.stringify(plan.figures)} />
      {pay === 0 ? (
        <button type="submit" data-kind="primary" className="desk-button">
          {back > 0 ? t("button.giveBack", { amount }) : t("button.change")}
        </button>
      ) : (
        <>
          {order.email ? (
            <button type="submit" name="by" value="email" data-kind="primary" className="desk-button">
              {t("button.email", { amount })}
            </button>
          ) : (
            <p className="w-full text-quiet">{t("preview.noMail")}</p>
          )}
          <button type="submit" name="by" value="link" className="desk-button">
            {t("button.link", { amount })}
          </button>
        </>
      )}
    </DeskForm>
  );
}
