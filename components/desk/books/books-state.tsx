import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import type { BooksState } from "@/lib/books/read-state.server";
import { shopTimeZone } from "@/lib/config/shop";
import { DeskForm } from "../desk-form";
import { formTexts } from "../form-texts.server";
import { Section } from "../section";

type Props = { state: BooksState; mayFetch: boolean; locale: Locale };

/** How far the books are read at Stripe, whether they agree with its balance, and a button to read on. */
export function BooksStatePart({ state: { since, completedAt, checks }, mayFetch, locale }: Props) {
  const t = translator(locale, "desk-books");
  const timeZone = shopTimeZone();
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeZone });
  const time = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short", timeZone });
  const from = { since: day.format(since) };
  return (
    <Section title={t("read.title")}>
      <p>
        {completedAt
          ? t("read.at", { time: time.format(completedAt), ...from })
          : t(checks.length > 0 ? "read.under" : "read.never", from)}
      </p>
      {checks.map(({ currency, atStripe, inBooks }) => {
        const money = (amount: number) => formatMoney(amount, currency, locale);
        return atStripe === inBooks ? (
          <p key={currency} className="text-good">
            {t("read.agrees", { amount: money(atStripe) })}
          </p>
        ) : (
          <p key={currency} className="text-bad">
            {t("read.differs", {
              amount: money(atStripe),
              books: money(inBooks),
              difference: money(atStripe - inBooks),
            })}
          </p>
        );
      })}
      {mayFetch && (
        <DeskForm action="/api/admin/books/fetch" texts={formTexts(locale)} className="mt-3">
          <button type="submit" className="desk-button">
            {t("read.now")}
          </button>
        </DeskForm>
      )}
    </Section>
  );
}
