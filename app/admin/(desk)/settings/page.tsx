import { PageHead } from "@/components/desk/page-head";
import { SettingPart } from "@/components/desk/settings/setting-part";
import { translator } from "@/i18n/texts.server";
import { readSettings } from "@/lib/desk/settings/read-settings.server";
import { deskTitle } from "@/lib/staff/desk-title.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/settings";

export const generateMetadata = () => deskTitle(PAGE);

/** What the shop is set to, and where each setting is changed. */
export default async function SettingsPage() {
  const { locale } = await enterDesk(PAGE);
  const t = translator(locale, "desk-settings");
  const groups = await readSettings(locale, new Date());
  return (
    <>
      <PageHead title={translator(locale, "desk")(`pages.${PAGE}`)} lead={t("lead")} />
      <nav aria-label={t("parts")} className="mb-6 flex flex-wrap gap-x-4 gap-y-1">
        {groups.map(({ id, title }) => (
          <a key={id} href={`#${id}`} className="py-1 underline underline-offset-4">
            {title}
          </a>
        ))}
      </nav>
      <div className="grid max-w-5xl gap-6">
        {groups.map((group) => (
          <SettingPart key={group.id} group={group} locale={locale} />
        ))}
      </div>
    </>
  );
}
