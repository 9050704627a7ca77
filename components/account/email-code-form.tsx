import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Filled } from "@/components/ui/filled";
import { Untranslated } from "@/components/ui/untranslated";
import type { Locale } from "@/i18n/routing";
import { SECRET_MINUTES } from "@/lib/auth/auth.server";
import { shownEmail } from "@/lib/base/email-shown";
import { env } from "@/lib/config/env";
import { profilePath } from "@/lib/customers/paths";
import { CodeField } from "./code-field";
import { TEXT_BUTTON } from "./text-button";

type Props = { locale: Locale; email: string; problem: string | undefined };

export async function EmailCodeForm({ locale, email, problem }: Props) {
  const t = await getTranslations({ locale, namespace: "account" });
  const { LOCAL_DEMO, MAIL_DIR } = env();
  return (
    <div className="mt-6 max-w-md">
      <p className="[overflow-wrap:anywhere]">
        <Filled
          text={t.raw("profile.codeLead")}
          values={{
            email: <Untranslated>{shownEmail(email)}</Untranslated>,
            minutes: <Untranslated>{SECRET_MINUTES}</Untranslated>,
          }}
        />
      </p>
      <form method="post" action="/api/account/email/code" className="mt-4 grid gap-4">
        <input type="hidden" name="locale" value={locale} />
        <CodeField label={t("signIn.code")} problem={problem} />
        <div>
          <Button type="submit">{t("profile.confirmEmail")}</Button>
        </div>
      </form>
      <p className="mt-6 text-[0.9375rem] text-quiet">{t("signIn.nothing")}</p>
      <div className="mt-2 -ml-3 flex flex-wrap">
        <form method="post" action="/api/account/email">
          <input type="hidden" name="locale" value={locale} />
          <input type="hidden" name="email" value={email} />
          <button type="submit" className={TEXT_BUTTON}>
            {t("signIn.again")}
          </button>
        </form>
        <a href={profilePath(locale, { other: true })} className={TEXT_BUTTON}>
          {t("signIn.other")}
        </a>
      </div>
      {LOCAL_DEMO && MAIL_DIR && (
        <p className="mt-4 text-[0.9375rem]">
          <a href="/local/mail" target="_blank" rel="noreferrer" className="underline underline-offset-4">
            {t("signIn.localMail")}
          </a>
        </p>
      )}
    </div>
  );
}
