import { DeskForm } from "@/components/desk/desk-form";
import { formTexts } from "@/components/desk/form-texts.server";
import { Facts } from "@/components/desk/section";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import { withColon } from "@/lib/base/with-colon";
import { shopTimeZone } from "@/lib/config/shop";
import type { RefundDesk } from "@/lib/desk/refunds/refund-desk.server";

/** The codes that were given in place of money: what each is still worth, where it went, and how it ends. */
export function GivenCredits({ desk, locale }: { desk: RefundDesk; locale: Locale }) {
  const { order, credits, over } = desk;
  if (credits.length === 0) return null;
  const t = translator(locale, "refunds");
  const money = (amount: number) => formatMoney(amount, order.currency, locale);
  const at = new Intl.DateTimeFormat(locale, {
    dateStyle: "medium",
    timeStyle: "short",
    timeZone: shopTimeZone(),
  });
  return (
    <section aria-labelledby="given-codes" className="mt-10">
      <h2 id="given-codes" className="text-lg font-medium">
        {t("credit.list")}
      </h2>
      {over > 0 && (
        <p role="alert" className="mt-2 text-bad">
          {t("credit.over", { amount: money(over) })}
        </p>
      )}
      <ul className="mt-2 grid max-w-2xl gap-3">
        {credits.map(({ id, createdAt, amount, left, takenBack, code, uses, askedBy }) => (
          <li key={id} className="rounded-xl border border-line p-4">
            <Facts
              facts={[
                { label: t("credit.code"), value: code },
                { label: t("credit.amount"), value: money(amount) },
                { label: t("credit.left"), value: money(left) },
                {
                  label: t("credit.used"),
                  value: (
                    <>
                      {uses.map((use) => (
                        <a
                          key={use.order}
                          href={`/admin/orders/${use.order}`}
                          className="block underline underline-offset-4"
                        >
                          {withColon(use.order, money(use.amount), locale)}
                        </a>
                      ))}
                      {uses.length === 0 && takenBack === 0 && t("credit.nowhere")}
                      {takenBack > 0 && (
                        <span className="block">{t("credit.takenBack", { amount: money(takenBack) })}</span>
                      )}
                    </>
                  ),
                },
                { label: t("credit.when"), value: at.format(createdAt) },
                { label: t("credit.who"), value: askedBy },
              ]}
            />
            {left > 0 && (
              <DeskForm
                method="DELETE"
                action={`/api/admin/orders/${order.number}/credits/${id}`}
                confirm={t("credit.takeBackSure")}
                texts={formTexts(locale)}
                className="mt-3"
              >
                <button type="submit" className="desk-button" data-kind="danger">
                  {t("credit.takeBack", { amount: money(left) })}
                </button>
              </DeskForm>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}
