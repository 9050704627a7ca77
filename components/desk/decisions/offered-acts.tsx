import { DeskForm } from "@/components/desk/desk-form";
import { formTexts } from "@/components/desk/form-texts.server";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import type { OfferedAct } from "@/lib/desk/decisions/acts";
import type { OrderDesk } from "@/lib/desk/decisions/order-desk.server";

/** A form for each thing that can be decided, with what it means. */
export function OfferedActs({ desk, locale }: { desk: OrderDesk; locale: Locale }) {
  const t = translator(locale, "decisions");
  const { order, acts, authorized, refundable } = desk;
  const effects = translator(locale, "merchant");
  const money = (amount: number) => formatMoney(amount, order.currency, locale);
  const lead = ({ act, effect }: OfferedAct) => {
    if (act === "capture" || act === "release") return t(`acts.${act}.lead`);
    if (act === "cancel") {
      return refundable > 0 ? t("acts.cancel.paid", { amount: money(refundable) }) : t("acts.cancel.lead");
    }
    return effect && effects(`advice.${effect}`);
  };
  return (
    <ul className="grid max-w-prose gap-6">
      {acts.map((offered) => {
        const { act } = offered;
        return (
          <li key={act} className="border-t border-line pt-4">
            <h2 className="text-lg font-medium">{t(`acts.${act}.title`)}</h2>
            <p className="mt-1 text-quiet first-letter:uppercase">{lead(offered)}</p>
            <DeskForm
              action={`/api/admin/orders/${order.number}/decide`}
              {...(act === "cancel" && { confirm: t("acts.cancel.confirm", { number: order.number }) })}
              texts={formTexts(locale)}
              className="mt-3 grid justify-items-start gap-3"
            >
              <input type="hidden" name="act" value={act} />
              {act === "cancel" && (
                <label className="flex items-center gap-3">
                  <input type="checkbox" name="restock" value="1" className="size-5" />
                  <span>{t("acts.cancel.restock")}</span>
                </label>
              )}
              <button
                type="submit"
                className="desk-button"
                data-kind={act === "cancel" || act === "release" ? "danger" : "primary"}
              >
                {t(`acts.${act}.button`, { amount: money(authorized?.amount ?? 0) })}
              </button>
            </DeskForm>
          </li>
        );
      })}
    </ul>
  );
}
