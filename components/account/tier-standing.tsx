import { getTranslations } from "next-intl/server";
import type { Locale } from "@/i18n/routing";
import type { Standing } from "@/lib/customers/loyalty/standing.server";
import { compareTiers, startOf } from "@/lib/customers/loyalty/tier";
import { type Currency, formatMoney } from "@/lib/money";

type Props = { standing: Standing; currency: Currency; locale: Locale };

/** The shopper's tier: which, for how long, and what would keep or raise it. Nothing where the store has no tiers for them. */
export async function TierStanding({ standing, currency, locale }: Props) {
  const t = await getTranslations({ locale, namespace: "account.overview" });
  const { tier, given, earned } = standing;
  const money = (amount: number) => formatMoney(amount, currency, locale);
  const lines: string[] = [];
  if (tier && tier === given) lines.push(t("tierGiven"));
  else if (earned?.lasts) {
    const { lastDay, missing } = earned.lasts;
    const until = { lastDay: startOf(lastDay) };
    lines.push(
      missing === null ? t("tierUntil", until) : t("tierKept", { ...until, missing: money(missing) }),
    );
  }
  if (earned?.next && !isReached(given, earned.next.tier)) {
    const { tier: next, missing } = earned.next;
    lines.push(t("tierNext", { tier: next, missing: money(missing), days: earned.days }));
  }
  if (!tier && lines.length === 0) return null;
  return (
    <section aria-label={t("tierLabel")} className="mt-4 grid justify-items-start gap-2">
      {tier && (
        <p className="rounded-full border border-edge px-3 py-1 text-[0.9375rem]">{t(`tier.${tier}`)}</p>
      )}
      {lines.map((line) => (
        <p key={line} className="figures max-w-prose text-[0.9375rem] text-quiet">
          {line}
        </p>
      ))}
    </section>
  );
}

const isReached = (given: Standing["given"], tier: NonNullable<Standing["given"]>) =>
  given !== null && compareTiers(given, tier) >= 0;
