import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { hasLocale } from "next-intl";
import { TextField } from "@/components/desk/field";
import { routing } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { waitText } from "@/lib/limits/refuse-too-many";
import { mayMakeFirstOwner } from "@/lib/staff/first-owner.server";

/** The key stands in the address, which no other site is told. */
export const metadata: Metadata = { referrer: "same-origin" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

/** Makes the first owner, for who has the key that the store printed. Once anybody works here it is gone. */
export default async function FirstOwnerPage({ searchParams }: Props) {
  const query = await searchParams;
  if (!(await mayMakeFirstOwner(query.key))) notFound();
  const locale = hasLocale(routing.locales, query.language) ? query.language : routing.defaultLocale;
  const t = translator(locale, "desk");
  const problem =
    waitText(query, locale) ??
    (query.problem === "email_invalid" ? t("signIn.problems.email_invalid") : undefined);
  return (
    <main id="main" lang={locale} className="mx-auto grid w-full max-w-md gap-4 px-4 py-12">
      <h1 className="text-2xl font-medium">{t("signIn.firstTitle")}</h1>
      <p className="text-quiet">{t("signIn.firstLead")}</p>
      <form method="post" action="/api/admin/sign-in/first-owner" noValidate className="grid gap-4">
        <input type="hidden" name="locale" value={locale} />
        <input type="hidden" name="key" value={String(query.key)} />
        <TextField
          label={t("signIn.email")}
          name="email"
          type="email"
          autoComplete="email"
          maxLength={254}
          aria-invalid={problem ? true : undefined}
        />
        {problem && (
          <p role="alert" className="text-bad">
            {problem}
          </p>
        )}
        <button type="submit" data-kind="primary" className="desk-button">
          {t("signIn.firstMake")}
        </button>
      </form>
    </main>
  );
}
