import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import type { Locale } from "@/i18n/routing";
import { signInPath } from "@/lib/auth/paths";
import { CodeField } from "./code-field";
import { TEXT_BUTTON } from "./text-button";

type Props = { locale: Locale; email: string; next: string; problem: string | undefined };

export async function CodeForm({ locale, email, next, problem }: Props) {
  const t = await getTranslations({ locale, namespace: "account.signIn" });
  return (
    <>
      <form method="post" action="/api/auth/code" className="grid gap-4">
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="next" value={next} />
        <CodeField label={t("code")} problem={problem} />
        <Button type="submit">{t("enter")}</Button>
      </form>
      <p className="mt-6 text-[0.9375rem] text-quiet">{t("nothing")}</p>
      <div className="mt-2 -ml-3 flex flex-wrap">
        <form method="post" action="/api/auth/email">
          <input type="hidden" name="locale" value={locale} />
          <input type="hidden" name="next" value={next} />
          <input type="hidden" name="email" value={email} />
          <button type="submit" className={TEXT_BUTTON}>
            {t("again")}
          </button>
        </form>
        <a href={signInPath(locale, { next, other: true })} className={TEXT_BUTTON}>
          {t("other")}
        </a>
      </div>
    </>
  );
}
