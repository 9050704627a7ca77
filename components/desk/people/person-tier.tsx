import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import { ownCurrency } from "@/lib/currencies/sold";
import { compareTiers, startOf } from "@/lib/customers/loyalty/tier";
import { LOYALTY_TIERS } from "@/lib/model/discount";
import { DeskForm } from "../desk-form";
import { ChoiceField } from "../field";
import { formTexts } from "../form-texts.server";
import { Section } from "../section";
import type { PersonProps } from "./person-facts";

/** Which tier the person has, and why: given by the merchant, or earned. */
export function PersonTier({ mayEdit, person, locale }: PersonProps & { mayEdit: boolean }) {
  const t = translator(locale, "desk-people");
  const { account, standing } = person;
  const { tier, given, earned } = standing;
  // Tiers end with a day of the calendar, wherever one reads it.
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" });
  return (
    <Section title={t("one.tier")}>
      <p className="font-medium">{tier ? t("one.tierNow", { tier: t(`tiers.${tier}`) }) : t("one.noTier")}</p>
      {tier && tier === given && <p className="text-quiet">{t("one.tierGiven")}</p>}
      {tier && tier !== given && earned?.lasts && (
        <p className="text-quiet">
          {t("one.tierEarned", { date: date.format(startOf(earned.lasts.lastDay)) })}
        </p>
      )}
      {earned && earned.spent > 0 && (
        <p className="text-quiet">
          {t("one.tierSpent", {
            ...{ amount: formatMoney(earned.spent, ownCurrency(), locale), days: earned.days },
          })}
        </p>
      )}
      {earned?.next && !(given && compareTiers(given, earned.next.tier) >= 0) && (
        <p className="text-quiet">
          {t("one.tierMissing", {
            amount: formatMoney(earned.next.missing, ownCurrency(), locale),
            tier: t(`tiers.${earned.next.tier}`),
          })}
        </p>
      )}
      {mayEdit && (
        <DeskForm
          method="PUT"
          action={`/api/admin/people/${account.id}/tier`}
          texts={formTexts(locale)}
          className="mt-3 grid justify-items-start gap-2"
        >
          <ChoiceField label={t("one.give")} name="tier" defaultValue={given ?? ""}>
            <option value="">{t("one.giveNone")}</option>
            {LOYALTY_TIERS.map((one) => (
              <option key={one} value={one}>
                {t(`tiers.${one}`)}
              </option>
            ))}
          </ChoiceField>
          <button type="submit" className="desk-button">
            {t("one.save")}
          </button>
        </DeskForm>
      )}
    </Section>
  );
}
