import { renderSVG } from "uqr";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { SECRET_MINUTES } from "@/lib/auth/auth.server";
import { deskSignInPath } from "@/lib/staff/desk-pages";
import type { Setup } from "@/lib/staff/second-factor.server";
import { TextField } from "./field";
import { formTexts } from "./form-texts.server";
import { PasskeyButton } from "./passkey-button";

type Common = { locale: Locale; next: string; problem: string | undefined };

type Props = Common &
  (
    | { step: "email" }
    | { step: "factor"; hasApp: boolean; hasPasskey: boolean }
    | {
        step: "code";
        email: string /** Whether this machine shows the e-mails that it sends. */;
        mails: boolean;
      }
    | { step: "setup"; setup: Setup | null }
  );

/** One step of signing in to the desk: mailbox, its code, then the app's code, which is set up the first time. */
export function SignInStep(props: Props) {
  const { step, locale, next, problem } = props;
  const t = translator(locale, "desk");
  const alert = problem && (
    <p role="alert" className="text-bad">
      {problem}
    </p>
  );
  const hidden = <input type="hidden" name="locale" value={locale} />;
  const code = {
    name: "code",
    required: true,
    maxLength: 40,
    autoComplete: "one-time-code",
    className: "figures text-xl tracking-widest",
    "aria-invalid": problem ? true : undefined,
  } as const;

  switch (step) {
    case "email":
      return (
        <section className="grid gap-4">
          <h1 className="text-2xl font-medium">{t("signIn.title")}</h1>
          <p className="text-quiet">{t("signIn.lead")}</p>
          <form method="post" action="/api/admin/sign-in/email" noValidate className="grid gap-4">
            {hidden}
            <input type="hidden" name="next" value={next} />
            <TextField
              label={t("signIn.email")}
              name="email"
              type="email"
              autoComplete="email"
              maxLength={254}
            />
            {alert}
            <button type="submit" data-kind="primary" className="desk-button">
              {t("signIn.send")}
            </button>
          </form>
        </section>
      );
    case "code":
      return (
        <section className="grid gap-4">
          <h1 className="text-2xl font-medium">{t("signIn.codeTitle")}</h1>
          <p className="text-quiet">
            {t("signIn.codeLead", { email: props.email, minutes: SECRET_MINUTES })}
          </p>
          <form method="post" action="/api/admin/sign-in/code" className="grid gap-4">
            {hidden}
            <TextField label={t("signIn.code")} inputMode="numeric" {...code} />
            {alert}
            <button type="submit" data-kind="primary" className="desk-button">
              {t("signIn.next")}
            </button>
          </form>
          <p className="flex flex-wrap gap-4 text-[0.9375rem]">
            <a href={deskSignInPath({ locale, next, other: true })} className="underline underline-offset-4">
              {t("signIn.other")}
            </a>
            {props.mails && (
              <a href="/local/mail" target="_blank" rel="noreferrer" className="underline underline-offset-4">
                {t("signIn.localMail")}
              </a>
            )}
          </p>
        </section>
      );
    case "factor":
    case "setup": {
      const setup = step === "setup" ? props.setup : null;
      const hasApp = step === "setup" || props.hasApp;
      const passkey = (step === "setup" || props.hasPasskey) && (
        <PasskeyButton
          action="/api/admin/sign-in/passkey"
          label={t(step === "setup" ? "signIn.newPasskey" : "signIn.passkey")}
          {...(!hasApp && { kind: "primary" })}
          texts={{ ...formTexts(locale), canceled: t("signIn.passkeyCanceled") }}
        />
      );
      return (
        <section className="grid gap-4">
          <h1 className="text-2xl font-medium">{t(setup ? "signIn.setupTitle" : "signIn.factorTitle")}</h1>
          <p className="text-quiet">
            {t(setup ? "signIn.setupLead" : hasApp ? "signIn.factorLead" : "signIn.passkeyLead")}
          </p>
          {setup && (
            <>
              <div
                role="img"
                aria-label={t("signIn.setupPicture")}
                className="w-48 rounded-lg bg-white p-2"
                // biome-ignore lint/security/noDangerouslySetInnerHtml: drawn from an address of our own
                dangerouslySetInnerHTML={{ __html: renderSVG(setup.url, { border: 1 }) }}
              />
              <p>
                <span className="block text-quiet">{t("signIn.setupSecret")}</span>
                <code className="[overflow-wrap:anywhere]">{setup.secret}</code>
              </p>
            </>
          )}
          {hasApp && (
            <form method="post" action="/api/admin/sign-in/second-factor" className="grid gap-4">
              {hidden}
              <TextField label={t(setup ? "signIn.setupCode" : "signIn.factorCode")} {...code} />
              {alert}
              <button type="submit" data-kind="primary" className="desk-button">
                {t("signIn.enter")}
              </button>
            </form>
          )}
          {passkey}
          <p className="text-[0.9375rem]">
            <a href={deskSignInPath({ locale, next, other: true })} className="underline underline-offset-4">
              {t("signIn.other")}
            </a>
          </p>
        </section>
      );
    }
  }
}
