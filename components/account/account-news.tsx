import { NewsBox, NewsFormNotice, type NewsQuery } from "@/components/news/news-box";
import { Button } from "@/components/ui/button";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { shownEmail } from "@/lib/base/email-shown";
import { shop, shopTimeZone } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { readNewsState } from "@/lib/news/read.server";

type Props = { email: string; query: NewsQuery; locale: Locale };

const ACTION = "/api/account/news";

/** Whether the account's address gets news, and the box or the button to change it. Who gets them can stop them also in a shop that asks nobody any more. */
export async function AccountNews({ email, query, locale }: Props) {
  const { state, since } = await readNewsState(db(), email);
  const isAsked = shop().news.asked;
  if (!isAsked && state !== "confirmed") return null;
  const t = translator(locale, "news");
  const date = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: shopTimeZone() });
  return (
    <section
      id="news"
      aria-labelledby="account-news"
      className="mt-6 rounded-2xl border border-line bg-raised p-6 [overflow-wrap:anywhere]"
    >
      <h2 id="account-news" className="mb-3 text-lg font-medium">
        {t("title")}
      </h2>
      {!(state === "asked" && query.news === "sent") && <NewsFormNotice query={query} locale={locale} />}
      {state === "confirmed" && since && (
        <form method="post" action={ACTION} className="grid justify-items-start gap-3">
          <input type="hidden" name="locale" value={locale} />
          <input type="hidden" name="withdraw" value="1" />
          <p>{t("since", { date: date.format(since), email: shownEmail(email) })}</p>
          <Button type="submit" variant="secondary">
            {t("stop")}
          </Button>
        </form>
      )}
      {state === "asked" && (
        <form method="post" action={ACTION} className="grid justify-items-start gap-3">
          <input type="hidden" name="locale" value={locale} />
          <input type="hidden" name="agree" value="on" />
          <p role={query.news === "sent" ? "status" : undefined}>
            {t("sentTo", { email: shownEmail(email) })}
          </p>
          <Button type="submit" variant="secondary">
            {t("again")}
          </Button>
        </form>
      )}
      {(state === null || state === "withdrawn") && <NewsBox action={ACTION} query={query} locale={locale} />}
    </section>
  );
}
