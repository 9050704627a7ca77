import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/field";
import type { Locale } from "@/i18n/routing";
import { Labelled, problemProps } from "./labelled";

type Props = { locale: Locale; problem: string | undefined };

export async function NewEmailForm({ locale, problem }: Props) {
  const t = await getTranslations({ locale, namespace: "account" });
  return (
    <form method="post" action="/api/account/email" noValidate className="mt-6 grid max-w-md gap-4">
      <input type="hidden" name="locale" value={locale} />
      <Labelled id="new-email" label={t("profile.newEmail")} problem={problem}>
        <Input
          id="new-email"
          name="email"
          type="email"
          autoComplete="email"
          required
          maxLength={254}
          placeholder={t("signIn.emailHint")}
          {...problemProps("new-email", problem)}
        />
      </Labelled>
      <div>
        <Button type="submit" variant="secondary">
          {t("profile.sendCode")}
        </Button>
      </div>
    </form>
  );
}
