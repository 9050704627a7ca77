import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import type { ReturnDesk } from "@/lib/desk/returns/return-desk.server";
import { DeskForm } from "../desk-form";
import { LongField } from "../field";
import { formTexts } from "../form-texts.server";
import { WideTable } from "../wide-table";

type Props = { desk: ReturnDesk; locale: Locale };

const callsOf = ({ row }: ReturnDesk) => `/api/admin/returns/${row.id}`;

/** Yes or no, in words that the shopper reads. */
export function AnswerReturn({ desk, locale }: Props) {
  const t = translator(locale, "returns");
  return (
    <DeskForm action={`${callsOf(desk)}/answer`} texts={formTexts(locale)} className="grid gap-4">
      <LongField label={t("answer.words")} hint={t("answer.hint")} name="words" rows={4} maxLength={2000} />
      <div className="flex flex-wrap gap-2">
        <button type="submit" name="act" value="accept" data-kind="primary" className="desk-button">
          {t("answer.accept")}
        </button>
        <button type="submit" name="act" value="decline" data-kind="danger" className="desk-button">
          {t("answer.decline")}
        </button>
      </div>
    </DeskForm>
  );
}

/** What came back, by line. It begins with nothing, as somebody has to have looked at each piece. */
export function ReceiveReturn({ desk, locale }: Props) {
  const t = translator(locale, "returns");
  return (
    <DeskForm action={`${callsOf(desk)}/receipt`} texts={formTexts(locale)} className="grid gap-4">
      <p className="max-w-prose text-quiet">{t("receive.lead")}</p>
      <WideTable label={t("receive.title")} className="max-w-2xl">
        <thead>
          <tr>
            <th scope="col">{t("columns.goods")}</th>
            <th scope="col" className="[overflow-wrap:normal]">
              {t("receive.sellable")}
            </th>
            <th scope="col" className="[overflow-wrap:normal]">
              {t("receive.writtenOff")}
            </th>
          </tr>
        </thead>
        <tbody>
          {desk.lines.map(({ variantId, quantity, goods, sku }) => (
            <tr key={variantId}>
              <th scope="row">
                <span className="block text-ink">{t("piecesOf", { quantity, goods })}</span>
                <span className="block">{sku}</span>
              </th>
              {(["sellable", "writtenOff"] as const).map((kind) => (
                <td key={kind}>
                  <input
                    type="number"
                    name={`${kind}.${variantId}`}
                    min={0}
                    max={quantity}
                    defaultValue={0}
                    required
                    aria-label={t(`receive.${kind}Of`, { goods })}
                    className="desk-control figures w-20"
                  />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </WideTable>
      <button type="submit" data-kind="primary" className="desk-button justify-self-start">
        {t("receive.button")}
      </button>
    </DeskForm>
  );
}

export function CloseReturn({ desk, locale }: Props) {
  const t = translator(locale, "returns");
  return (
    <DeskForm action={`${callsOf(desk)}/closing`} confirm={t("close.confirm")} texts={formTexts(locale)}>
      <p className="mb-3 max-w-prose text-quiet">{t("close.lead")}</p>
      <button type="submit" className="desk-button">
        {t("close.button")}
      </button>
    </DeskForm>
  );
}
