import { Button, buttonClass } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";

type Props = {
  kind: "confirm" | "stop";
  query: Record<string, string | string[] | undefined>;
  locale: Locale;
};

/** What an e-mail's link about news leads to: a button, and what came of it. */
export function NewsLinkPage({ kind, query: { token, state }, locale }: Props) {
  const t = translator(locale, "news");
  const texts = kind === "confirm" ? "confirm" : "stopPage";
  const problem = state === "link_wrong" || state === "link_over" ? state : null;
  const isDone = state === "done";
  return (
    <div className="shell py-10 md:py-16">
      <div className="mx-auto max-w-md">
        <h1 className="display-face mb-6 text-title">{t(`${texts}.title`)}</h1>
        {isDone && (
          <Notice role="status" tone="good">
            {t(`${texts}.done`)}
          </Notice>
        )}
        {problem && (
          <Notice role="alert" tone="bad">
            {t(`problems.${problem}`)}
          </Notice>
        )}
        {isDone || problem ? (
          <Link locale={locale} href="/" className={buttonClass("secondary", "mt-6")}>
            {t("toShop")}
          </Link>
        ) : (
          <form method="post" action={`/api/news/${kind}`} className="grid">
            <p className="mb-8 text-quiet">{t(`${texts}.lead`)}</p>
            <input type="hidden" name="locale" value={locale} />
            <input type="hidden" name="token" value={typeof token === "string" ? token : ""} />
            <Button type="submit">{t(`${texts}.button`)}</Button>
          </form>
        )}
      </div>
    </div>
  );
}
