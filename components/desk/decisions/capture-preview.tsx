import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import type { OrderDesk } from "@/lib/desk/decisions/order-desk.server";
import { keepField } from "@/lib/desk/decisions/part-body";
import type { LinePieces } from "@/lib/model/refund";
import type { QuotePart } from "@/lib/orders/merchant/part-of-quote";
import { DeskForm } from "../desk-form";
import { formTexts } from "../form-texts.server";
import { Facts, Section } from "../section";

type Props = {
  order: OrderDesk["order"];
  part: Extract<QuotePart, { ok: true }>;
  keep: readonly LinePieces[];
  /** The amount was typed, and is less than the pieces come to. */
  isAgreed: boolean;
  locale: Locale;
};

/** What taking a part comes to, to the cent, and the button that does it. */
export function CapturePreview({ order, part, keep, isAgreed, locale }: Props) {
  const t = translator(locale, "decisions");
  const orders = translator(locale, "orders");
  const money = (amount: number) => formatMoney(amount, order.currency, locale);
  const { quote } = part;
  const amounts = { amount: money(part.amount), letGo: money(part.letGo) };
  const added = quote.calculatedTax?.amount ?? 0;
  return (
    <div id="comes-to">
      <Section title={t("part.keeps")}>
        <Facts
          facts={[
            ...quote.lines.map((line) => ({
              label: `${line.quantity} × ${[line.productName, line.optionLabel].filter(Boolean).join(", ")}`,
              value: money(line.total),
            })),
            ...quote.discounts.map((one) => ({ label: one.name, value: money(-one.amount) })),
            { label: orders("shipping"), value: money(quote.shippingTotal) },
            ...(added > 0 ? [{ label: orders("tax"), value: money(added) }] : []),
            { label: t("part.take"), value: <strong>{amounts.amount}</strong> },
            { label: t("part.letGo"), value: amounts.letGo },
          ]}
        />
        <DeskForm
          action={`/api/admin/orders/${order.number}/capture`}
          then={`/admin/orders/${order.number}`}
          confirm={t("part.confirm", { number: order.number, ...amounts })}
          texts={formTexts(locale)}
          className="mt-4"
        >
          <input type="hidden" name="amount" value={part.amount} />
          {isAgreed && <input type="hidden" name="agreed" value="1" />}
          {keep.map(({ variantId, quantity }) => (
            <input key={variantId} type="hidden" name={keepField(variantId)} value={quantity} />
          ))}
          <button type="submit" data-kind="primary" className="desk-button">
            {t("part.button", amounts)}
          </button>
        </DeskForm>
      </Section>
    </div>
  );
}
