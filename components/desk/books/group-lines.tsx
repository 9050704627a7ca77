import type { ReactNode } from "react";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { type Currency, formatMoney } from "@/lib/base/money";
import type { BookGroup, GroupSums } from "@/lib/books/groups";

type Sum = { label: string; amount: number };

type Props = {
  groups: GroupSums;
  /** Those that are shown, in their order; one without a movement is left out. */
  shown: readonly BookGroup[];
  before?: Sum;
  after: readonly Sum[];
  currency: Currency;
  locale: Locale;
  children?: ReactNode;
};

/** How groups of movements add up to a sum. */
export function GroupLines({ groups, shown, before, after, currency, locale, children }: Props) {
  const t = translator(locale, "desk-books");
  const lines = shown
    .filter((group) => groups[group].amount !== 0 || groups[group].count > 0)
    .map((group) => ({ label: t(`groups.${group}`), amount: groups[group].amount }));
  const line = ({ label, amount }: Sum, className = "") => (
    <div key={label} className={`flex gap-4 ${className}`}>
      <dt className="flex-1 text-quiet">{label}</dt>
      <dd className="figures">{formatMoney(amount, currency, locale)}</dd>
    </div>
  );
  return (
    <>
      <dl className="grid max-w-md gap-1 text-[0.9375rem]">
        {before && line(before)}
        {lines.map((sum) => line(sum))}
        {after.map((sum) => line(sum, "border-t border-line pt-1 font-medium"))}
      </dl>
      {children}
    </>
  );
}
