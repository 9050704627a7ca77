import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import type { Locale } from "@/i18n/routing";
import { Labelled, problemProps } from "./labelled";

type Props = { locale: Locale; next: string; problem: string | undefined };

export async function EmailForm({ locale, next, problem }: Props) {
  const t = await getTranslations({ locale, namespace: "account.signIn" });
  return (
    <form method="post" action="/api/auth/email" noValidate className="grid gap-4">
      <input type="hidden" name="locale" value={locale} />
      <input type="hidden" name="next" value={next} />
      <Labelled id="email" label={t("email")} problem={problem}>
        <Input
          id="email"
          name="email"
          type="email"
          autoComplete="email"
          required
          maxLength={254}
          placeholder={t("emailHint")}
          {...problemProps("email", problem)}
        />
      </Labelled>
      <Button type="submit">{t("send")}</Button>
    </form>
  );
}
