import { randomUUID } from "node:crypto";
import { DeskForm } from "@/components/desk/desk-form";
import { ChoiceField, TextField } from "@/components/desk/field";
import { formTexts } from "@/components/desk/form-texts.server";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import type { RefundDesk } from "@/lib/desk/refunds/refund-desk.server";
import { deskRefusalText } from "@/lib/desk/refunds/refund-refusal.server";
import type { TypedRefund } from "@/lib/desk/refunds/typed-refund";
import { REFUND_REASONS, type RefundTerms } from "@/lib/model/refund";
import { CreditForm } from "./credit-form";
import { RefundSplit } from "./refund-split";

type Props = { desk: RefundDesk; typed: TypedRefund; locale: Locale };

/** What a refund comes to, before it is confirmed; or why it can't be made. */
export function RefundPreview({ desk, typed, locale }: Props) {
  const t = translator(locale, "refunds");
  const { plan, order } = desk;
  const { terms } = typed;
  if (!plan || !terms) return typed.wrong.size === 0 && <p role="alert">{t("form.none")}</p>;
  if (!plan.ok) {
    return (
      <p role="alert" className="text-bad">
        {deskRefusalText(plan, order, locale)}
      </p>
    );
  }
  const amount = formatMoney(plan.amount, order.currency, locale);
  const key = randomUUID();
  return (
    <>
      <h2 className="text-lg font-medium">{t("preview.title")}</h2>
      <RefundSplit desk={desk} plan={plan} locale={locale} />
      <p className="mt-2 text-quiet">{t("preview.restock", { pieces: piecesBack(terms) })}</p>
      {terms.outside && <p className="text-quiet">{t("preview.outside")}</p>}
      <DeskForm
        action={`/api/admin/orders/${order.number}/refund`}
        then={`/admin/orders/${order.number}/refund?made=${key}`}
        texts={formTexts(locale)}
        className="mt-4 max-w-2xl"
      >
        <input type="hidden" name="key" value={key} />
        <input type="hidden" name="terms" value={JSON.stringify(terms)} />
        <input type="hidden" name="amount" value={plan.amount} />
        <input type="hidden" name="before" value={plan.before} />
        <div className="grid gap-4 sm:grid-cols-2">
          <ChoiceField label={t("preview.reason")} name="reason" defaultValue="">
            <option value="">{t("preview.reasonNone")}</option>
            {REFUND_REASONS.map((reason) => (
              <option key={reason} value={reason}>
                {t(`preview.reasons.${reason}`)}
              </option>
            ))}
          </ChoiceField>
          <TextField label={t("preview.note")} name="note" maxLength={500} />
        </div>
        <button type="submit" className="desk-button mt-4" data-kind="primary">
          {t(terms.outside ? "preview.note_only" : "preview.confirm", { amount })}
        </button>
      </DeskForm>
      {plan.share && !terms.outside && (
        <CreditForm
          action={`/api/admin/orders/${order.number}/credits`}
          then={`/admin/orders/${order.number}/refund?given=`}
          {...{ plan, amount, locale }}
        >
          <input type="hidden" name="terms" value={JSON.stringify(terms)} />
        </CreditForm>
      )}
    </>
  );
}

const piecesBack = ({ restock }: RefundTerms) =>
  typeof restock === "boolean" ? 0 : restock.reduce((sum, { quantity }) => sum + quantity, 0);
