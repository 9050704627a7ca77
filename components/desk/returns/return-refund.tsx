import { randomUUID } from "node:crypto";
import Link from "next/link";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import { deskRefusalText } from "@/lib/desk/refunds/refund-refusal.server";
import type { ReturnDesk } from "@/lib/desk/returns/return-desk.server";
import { DeskForm } from "../desk-form";
import { formTexts } from "../form-texts.server";
import { CreditForm } from "../refunds/credit-form";
import { RefundSplit } from "../refunds/refund-split";

/** What the return's refund comes to, with or without the delivery, before it is made. */
export function RefundReturn({ desk, locale }: { desk: ReturnDesk; locale: Locale }) {
  const { row, order, refund, isDeliveryBack } = desk;
  const t = translator(locale, "returns");
  const plan = refund?.plan;
  if (!refund || !plan) return null;
  const here = `/admin/returns/${row.id}`;
  const isDeliveryLeft = refund.delivery.left > 0;
  return (
    <>
      {isDeliveryLeft && (
        <p className="mb-3">
          <Link
            href={`${here}?delivery=${isDeliveryBack ? "0" : "1"}`}
            className="desk-button"
            scroll={false}
          >
            {t(isDeliveryBack ? "refund.withoutDelivery" : "refund.withDelivery")}
          </Link>
        </p>
      )}
      {plan.ok ? (
        <>
          <RefundSplit desk={refund} plan={plan} locale={locale} />
          <DeskForm action={`/api/admin/returns/${row.id}/refund`} texts={formTexts(locale)} className="mt-4">
            <input type="hidden" name="key" value={randomUUID()} />
            <input type="hidden" name="amount" value={plan.amount} />
            <input type="hidden" name="before" value={plan.before} />
            {isDeliveryBack && <input type="hidden" name="delivery" value="1" />}
            <button type="submit" data-kind="primary" className="desk-button">
              {t("refund.button", { amount: formatMoney(plan.amount, order.currency, locale) })}
            </button>
          </DeskForm>
          <CreditForm
            action={`/api/admin/returns/${row.id}/credit`}
            {...{ plan, amount: formatMoney(plan.amount, order.currency, locale), locale }}
          >
            {isDeliveryBack && <input type="hidden" name="delivery" value="1" />}
          </CreditForm>
        </>
      ) : (
        <p role="alert" className="text-bad">
          {deskRefusalText(plan, order, locale)}
        </p>
      )}
    </>
  );
}
