import { redirect } from "next/navigation";
import { hasLocale } from "next-intl";
import { DemoStaff } from "@/components/desk/demo-staff";
import { SignInStep } from "@/components/desk/sign-in-step";
import { routing } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { env } from "@/lib/config/env";
import { viewedMailFolder } from "@/lib/email/viewed-folder.server";
import { waitText } from "@/lib/limits/refuse-too-many";
import { deskSignInPath, nextDeskPath } from "@/lib/staff/desk-pages";
import { hasPasskey } from "@/lib/staff/passkeys.server";
import { readPendingStaff } from "@/lib/staff/pending.server";
import { readStaff } from "@/lib/staff/read-staff.server";
import { hasSecondFactor, prepareSecondFactor } from "@/lib/staff/second-factor.server";
import { isStaffSignInProblem, readShownMailbox } from "@/lib/staff/sign-in.server";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function DeskSignInPage({ searchParams }: Props) {
  const query = await searchParams;
  const next = nextDeskPath(query.next);
  if (await readStaff()) redirect(next);
  const locale = hasLocale(routing.locales, query.language) ? query.language : routing.defaultLocale;
  const t = translator(locale, "desk");
  const problem =
    waitText(query, locale) ??
    (isStaffSignInProblem(query.problem) ? t(`signIn.problems.${query.problem}`) : undefined);
  const shown = query.other ? null : await readShownMailbox();
  const factors = shown && {
    hasApp: await hasSecondFactor(shown.account.id),
    hasPasskey: await hasPasskey(shown.account.id),
  };
  const pending = query.other ? null : await readPendingStaff();
  const step = { locale, next, problem };
  return (
    <main id="main" lang={locale} className="mx-auto grid w-full max-w-md gap-8 px-4 py-12">
      {shown ? (
        factors?.hasApp || factors?.hasPasskey ? (
          <SignInStep step="factor" {...step} {...factors} />
        ) : (
          <SignInStep
            step="setup"
            {...step}
            setup={await prepareSecondFactor(shown.account.id, shown.account.email)}
          />
        )
      ) : pending ? (
        <SignInStep step="code" {...step} email={pending.email} mails={viewedMailFolder() !== null} />
      ) : (
        <SignInStep step="email" {...step} />
      )}
      {env().LOCAL_DEMO && !shown && <DemoStaff locale={locale} next={next} />}
      <p className="flex flex-wrap gap-4 text-[0.9375rem] text-quiet">
        {routing.locales.map((other) => (
          <a
            key={other}
            href={deskSignInPath({ locale: other, next })}
            lang={other}
            className="underline underline-offset-4"
          >
            {new Intl.DisplayNames([other], { type: "language" }).of(other)}
          </a>
        ))}
      </p>
    </main>
  );
}
