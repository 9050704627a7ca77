import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import type { Month } from "@/lib/books/period";
import type { Statement } from "@/lib/books/statement.server";
import { Section } from "../section";
import { GroupLines } from "./group-lines";

type Props = { statement: Statement; month: Month; locale: Locale };

/** One currency's month. */
export function StatementPart({ statement, month, locale }: Props) {
  const { currency, opening, closing, groups, others } = statement;
  const t = translator(locale, "desk-books");
  const code = currency.toUpperCase();
  return (
    <Section
      title={code}
      more={
        <a
          href={`/api/admin/books/statement?month=${month}&currency=${currency}`}
          className="underline underline-offset-4"
        >
          {t("month.export", { currency: code })}
        </a>
      }
    >
      <GroupLines
        groups={groups}
        shown={["sales", "refunds", "disputes", "fees", "other", "payouts"]}
        before={{ label: t("month.opening"), amount: opening }}
        after={[{ label: t("month.closing"), amount: closing }]}
        currency={currency}
        locale={locale}
      >
        {others.length > 0 && (
          <p className="mt-3 text-quiet">
            {t("month.others", {
              list: others
                .map(
                  ({ category, amount }) =>
                    `${category.replaceAll("_", " ")} ${formatMoney(amount, currency, locale)}`,
                )
                .join(", "),
            })}
          </p>
        )}
      </GroupLines>
    </Section>
  );
}
