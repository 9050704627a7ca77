import { getTranslations } from "next-intl/server";
import { Filled } from "@/components/ui/filled";
import { Price } from "@/components/ui/price";
import type { Locale } from "@/i18n/routing";
import type { Currency } from "@/lib/base/money";
import type { Standing } from "@/lib/customers/loyalty/standing.server";
import { compareTiers, startOf } from "@/lib/customers/loyalty/tier";

type Props = { standing: Standing; currency: Currency; locale: Locale };

/** Says which tier the shopper has, for how long, and what would keep or raise it. Empty without tiers. */
export async function TierStanding({ standing, currency, locale }: Props) {
  const t = await getTranslations({ locale, namespace: "account.overview" });
  const { tier, given, earned } = standing;
  // The amount becomes an element.
  const missing = "{missing}";
  const lines: { text: string; missing?: number | null }[] = [];
  if (tier && tier === given) lines.push({ text: t("tierGiven") });
  else if (earned?.lasts) {
    const { lastDay, missing: amount } = earned.lasts;
    const until = { lastDay: startOf(lastDay) };
    const text = amount === null ? t("tierUntil", until) : t("tierKept", { ...until, missing });
    lines.push({ text, missing: amount });
  }
  if (earned?.next && !isReached(given, earned.next.tier)) {
    const { tier: next, missing: amount } = earned.next;
    lines.push({ text: t("tierNext", { tier: next, missing, days: earned.days }), missing: amount });
  }
  if (!tier && lines.length === 0) return null;
  return (
    <section aria-label={t("tierLabel")} className="mt-4 grid justify-items-start gap-2">
      {tier && (
        <p className="rounded-full border border-edge px-3 py-1 text-[0.9375rem]">{t(`tier.${tier}`)}</p>
      )}
      {lines.map((line) => (
        <p key={line.text} className="figures max-w-prose text-[0.9375rem] text-quiet">
          <Filled
            text={line.text}
            values={{ missing: <Price amount={line.missing ?? 0} currency={currency} locale={locale} /> }}
          />
        </p>
      ))}
    </section>
  );
}

const isReached = (given: Standing["given"], tier: NonNullable<Standing["given"]>) =>
  given !== null && compareTiers(given, tier) >= 0;
