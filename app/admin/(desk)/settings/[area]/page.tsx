import { notFound } from "next/navigation";
import { DeskForm } from "@/components/desk/desk-form";
import { formTexts } from "@/components/desk/form-texts.server";
import { PageHead } from "@/components/desk/page-head";
import { Section } from "@/components/desk/section";
import { AreaFieldInput } from "@/components/desk/settings/area-field";
import { BackToFiles } from "@/components/desk/settings/back-to-files";
import { SettingHistory } from "@/components/desk/settings/setting-history";
import { translator } from "@/i18n/texts.server";
import { db } from "@/lib/db/client";
import { FORM_AREAS, fieldsOf } from "@/lib/desk/settings/area-fields";
import { areaValues } from "@/lib/desk/settings/area-form.server";
import { readSetting, readSettingVersions } from "@/lib/settings/save-setting.server";
import { deskTitle } from "@/lib/staff/desk-title.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/settings/[area]";

type Props = { params: Promise<{ area: string }> };

export const generateMetadata = () => deskTitle(PAGE);

/** A part of the settings that is changed in a plain form. */
export default async function SettingsAreaPage({ params }: Props) {
  const { area: asked } = await params;
  const { locale } = await enterDesk(PAGE, `/admin/settings/${asked}`);
  const area = FORM_AREAS.find((one) => one === asked);
  if (!area) notFound();
  const t = translator(locale, "desk-settings");
  const texts = formTexts(locale);
  const [stored, versions] = await Promise.all([readSetting(db(), area), readSettingVersions(db(), area)]);
  const values = areaValues(area);
  const action = `/api/admin/settings/areas/${area}`;
  return (
    <>
      <PageHead title={t(`groups.${area}.title`)} lead={t(`areas.${area}`)}>
        <a href={`/admin/settings#${area}`} className="desk-button">
          {t("emails.back")}
        </a>
      </PageHead>
      <div className="grid max-w-3xl gap-6">
        <Section title={t("form.title")}>
          <DeskForm
            key={stored.version}
            action={action}
            texts={texts}
            unsaved={translator(locale, "desk")("form.unsaved", { fields: "{fields}" })}
            className="grid gap-5"
          >
            <input type="hidden" name="seen" value={stored.version} />
            {fieldsOf(area).map((field) => (
              <AreaFieldInput key={field.path} field={field} values={values} locale={locale} />
            ))}
            <button type="submit" data-kind="primary" className="desk-button justify-self-start">
              {t("form.save")}
            </button>
          </DeskForm>
        </Section>
        <BackToFiles action={action} stored={stored} locale={locale} />
        <SettingHistory
          versions={versions}
          seen={stored.version}
          action={action}
          said={(value) =>
            fieldsOf(area).flatMap(({ path }) => {
              const text = textAt(value, path);
              return text === null ? [] : [`${t(`fields.${path}.label`)}: ${text}`];
            })
          }
          locale={locale}
        />
      </div>
    </>
  );
}

/** What a stored version says at a path; null when it says nothing of it. */
function textAt(value: Record<string, unknown>, path: string): string | null {
  const found = path
    .split(".")
    .reduce<unknown>(
      (at, key) => (typeof at === "object" && at !== null ? Reflect.get(at, key) : undefined),
      value,
    );
  if (found === undefined || found === null || found === "") return null;
  return typeof found === "object" ? Object.values(found).join(" · ") : String(found);
}
