import type { Metadata } from "next";
import { DeskForm } from "@/components/desk/desk-form";
import { ChoiceField, TextField } from "@/components/desk/field";
import { formTexts } from "@/components/desk/form-texts.server";
import { OwnPasskeys } from "@/components/desk/own-passkeys";
import { OwnSessions } from "@/components/desk/own-sessions";
import { PageHead } from "@/components/desk/page-head";
import { RecoveryCodes } from "@/components/desk/recovery-codes";
import { routing } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";
import { listOwnSessions } from "@/lib/staff/own-sessions.server";
import { passkeysOf } from "@/lib/staff/passkeys.server";
import { hasSecondFactor } from "@/lib/staff/second-factor.server";

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await enterDesk("/admin/me");
  return { title: translator(locale, "desk")("pages./admin/me") };
}

export default async function OwnAccountPage() {
  const staff = await enterDesk("/admin/me");
  const { id, name, email, locale } = staff;
  const t = translator(locale, "desk");
  const texts = formTexts(locale);
  return (
    <div className="grid max-w-xl gap-8">
      <div>
        <PageHead title={t("pages./admin/me")} lead={t("me.lead")} />
        <DeskForm method="PATCH" action="/api/admin/me" texts={texts} className="grid gap-4">
          <TextField
            label={t("me.name")}
            name="name"
            defaultValue={name === email ? "" : name}
            maxLength={100}
          />
          <ChoiceField label={t("me.language")} name="locale" defaultValue={locale}>
            {routing.locales.map((one) => (
              <option key={one} value={one} lang={one}>
                {new Intl.DisplayNames([one], { type: "language" }).of(one)}
              </option>
            ))}
          </ChoiceField>
          <button type="submit" data-kind="primary" className="desk-button justify-self-start">
            {t("me.save")}
          </button>
        </DeskForm>
      </div>
      <OwnPasskeys passkeys={await passkeysOf(id)} locale={locale} />
      {(await hasSecondFactor(id)) && (
        <section aria-labelledby="codes">
          <h2 id="codes" className="text-lg font-medium">
            {t("me.codesTitle")}
          </h2>
          <p className="mt-1 mb-4 text-quiet">{t("me.codesLead")}</p>
          <RecoveryCodes make={t("me.make")} once={t("me.once")} texts={texts} />
        </section>
      )}
      <OwnSessions sessions={await listOwnSessions(staff)} locale={locale} />
    </div>
  );
}
