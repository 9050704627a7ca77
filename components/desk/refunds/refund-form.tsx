import type { ReactElement } from "react";
import { ChoiceField, TextField } from "@/components/desk/field";
import { WideTable } from "@/components/desk/wide-table";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { chargeStep, formatMoney, toMajorString } from "@/lib/base/money";
import { withColon } from "@/lib/base/with-colon";
import type { RefundDesk } from "@/lib/desk/refunds/refund-desk.server";
import { piecesField, restockField, type TypedRefund } from "@/lib/desk/refunds/typed-refund";

type Props = { desk: RefundDesk; typed: TypedRefund; locale: Locale };

/** What to give back, typed into the page's own address: it stays after an error, and works with the keyboard alone. */
export function RefundForm({ desk, typed, locale }: Props) {
  const t = translator(locale, "refunds");
  const { order, lines, delivery } = desk;
  const money = (amount: number) => formatMoney(amount, order.currency, locale);
  const example = toMajorString(100 * chargeStep(order.currency), order.currency);
  const problem = (field: string, text: string) =>
    typed.wrong.has(field) && (
      <p id={`wrong.${field}`} className="mt-1 text-sm text-bad">
        {text}
      </p>
    );
  const shared = (field: string) => ({
    name: field,
    autoComplete: "off",
    defaultValue: typed.textOf(field),
    ...(typed.wrong.has(field) && { "aria-invalid": true, "aria-describedby": `wrong.${field}` }),
  });
  const pieces = (field: string, label: string) => (
    <>
      <input
        {...shared(field)}
        aria-label={label}
        inputMode="numeric"
        className="desk-control figures max-w-24 aria-invalid:border-bad"
      />
      {problem(field, t("form.wrongPieces"))}
    </>
  );
  /** What the head of the table says where there is room for it. Fields are named by themselves. */
  const head = (key: "form.pieces" | "form.restock") => (
    <span aria-hidden="true" className="mb-1 block text-sm text-quiet sm:hidden">
      {t(key)}
    </span>
  );
  const amount = (field: string, label: string, hint: string): ReactElement => (
    <div>
      <TextField {...shared(field)} label={label} hint={hint} inputMode="decimal" />
      {problem(field, t("form.wrongAmount", { currency: order.currency.toUpperCase(), example }))}
    </div>
  );
  return (
    <form method="get" action="#comes-to" className="grid gap-6">
      <WideTable
        columns={[
          t("form.goods"),
          { name: t("form.paid"), end: true, wide: true },
          { name: t("form.left"), end: true, wide: true },
          { name: t("form.pieces"), wide: true },
          { name: t("form.restock"), wide: true },
        ]}
        label={t("form.lines")}
        className="sm:min-w-2xl"
      >
        <caption className="pb-2 text-start text-lg font-medium">{t("form.lines")}</caption>
        <tbody>
          {lines.map((line) => (
            <tr key={line.variantId} className="max-sm:grid max-sm:grid-cols-2">
              <th scope="row" className="max-sm:col-span-2 max-sm:border-b-0 max-sm:pb-0">
                <span className="text-ink">{line.goods}</span>
                <span className="block text-sm">{line.sku}</span>
                <span className="figures block text-sm sm:hidden">
                  {`${withColon(t("form.paid"), money(line.paid), locale)}. ${withColon(t("form.left"), `${line.left} / ${line.quantity}`, locale)}.`}
                </span>
              </th>
              <td className="figures text-end whitespace-nowrap max-sm:hidden">{money(line.paid)}</td>
              <td className="figures text-end whitespace-nowrap max-sm:hidden">{`${line.left} / ${line.quantity}`}</td>
              <td>
                {head("form.pieces")}
                {pieces(piecesField(line.variantId), t("form.piecesOf", { goods: line.goods }))}
              </td>
              <td>
                {head("form.restock")}
                {pieces(restockField(line.variantId), t("form.restockOf", { goods: line.goods }))}
              </td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      <p className="text-quiet">{t("form.restockHint")}</p>
      <div className="grid max-w-2xl gap-4 sm:grid-cols-2">
        {delivery.paid > 0 &&
          amount(
            "delivery",
            t("form.delivery"),
            t("form.deliveryHint", { left: money(delivery.left), paid: money(delivery.paid) }),
          )}
        {amount("amount", t("form.amount"), t("form.amountHint"))}
        {desk.hasSecond && (
          <ChoiceField label={t("form.payment")} name="payment" defaultValue={typed.textOf("payment")}>
            <option value="">{t("form.paymentNone")}</option>
            <option value="own">{t("form.paymentOwn")}</option>
            <option value="second">{t("form.paymentSecond")}</option>
          </ChoiceField>
        )}
      </div>
      <label className="flex items-center gap-3">
        <input
          type="checkbox"
          name="outside"
          value="1"
          defaultChecked={typed.textOf("outside") !== ""}
          className="size-5"
        />
        <span>{t("form.outside")}</span>
      </label>
      <div className="flex flex-wrap gap-3">
        <button type="submit" name="look" value="1" className="desk-button" data-kind="primary">
          {t("form.look")}
        </button>
        <button type="submit" name="all" value="1" className="desk-button">
          {t("form.all")}
        </button>
      </div>
    </form>
  );
}
