import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { waitText } from "@/lib/limits/refuse-too-many";
import { NEWS_NOTICES } from "@/lib/news/state-path";
import { newsText } from "@/lib/news/text.server";

export type NewsQuery = Record<string, string | string[] | undefined>;

type Props = {
  /** The call that the form makes. */
  action: string;
  query: NewsQuery;
  locale: Locale;
};

/** The box by which one agrees to news, never ticked before, with the words that are kept as the proof. */
export function NewsBox({ action, query, locale }: Props) {
  const t = translator(locale, "news");
  const { agree, how } = newsText(locale);
  const wrong = query.news === "tick" ? t("tick") : null;
  return (
    <form method="post" action={action} className="grid max-w-prose justify-items-start gap-3">
      <input type="hidden" name="locale" value={locale} />
      {wrong && (
        <Notice role="alert" tone="bad">
          {wrong}
        </Notice>
      )}
      <label className="flex items-start gap-3">
        <input type="checkbox" name="agree" required className="mt-1 size-5 shrink-0 accent-action" />
        <span>{agree}</span>
      </label>
      <p className="flex flex-wrap gap-x-2 text-[0.9375rem] text-quiet">
        <span>{how}</span>
        <Link locale={locale} href="/legal/privacy" className="underline underline-offset-4">
          {t("privacy")}
        </Link>
      </p>
      <Button type="submit" variant="secondary" className="mt-2">
        {t("ask")}
      </Button>
    </form>
  );
}

/** What came of the form, when its page is shown again. */
export function NewsFormNotice({ query, locale }: Pick<Props, "query" | "locale">) {
  const t = translator(locale, "news");
  const told = NEWS_NOTICES.find((one) => one === query.news && one !== "tick");
  const wait = query.news === "tooMany" ? waitText(query, locale) : undefined;
  if (wait) {
    return (
      <Notice role="alert" tone="bad" className="mb-4">
        {wait}
      </Notice>
    );
  }
  if (told !== "sent" && told !== "stopped") return null;
  return (
    <Notice role="status" tone="good" className="mb-4">
      {t(told)}
    </Notice>
  );
}
