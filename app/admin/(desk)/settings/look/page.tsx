import { LookEditor } from "@/components/desk/face/look-editor";
import { formTexts } from "@/components/desk/form-texts.server";
import { PageHead } from "@/components/desk/page-head";
import { BackToFiles } from "@/components/desk/settings/back-to-files";
import { SettingHistory } from "@/components/desk/settings/setting-history";
import { textsFor, translator } from "@/i18n/texts.server";
import { formatMoney } from "@/lib/base/money";
import { shop } from "@/lib/config/shop";
import { ownCurrency } from "@/lib/currencies/sold";
import { db } from "@/lib/db/client";
import { lookSaid, lookValues } from "@/lib/desk/settings/look-form.server";
import { readSetting, readSettingVersions } from "@/lib/settings/save-setting.server";
import { deskTitle } from "@/lib/staff/desk-title.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/settings/look";
const ACTION = "/api/admin/settings/look";

export const generateMetadata = () => deskTitle(PAGE);

/** Colours and typefaces of the shop. */
export default async function SettingsLookPage() {
  const { locale } = await enterDesk(PAGE);
  const [stored, versions] = await Promise.all([
    readSetting(db(), "look"),
    readSettingVersions(db(), "look"),
  ]);
  const { parts, colours, schemes, look, typefaces, sample, save, unsaved, lookLead, seen } = textsFor(
    locale,
    "desk-face",
  );
  const { name, logo } = shop();
  return (
    <>
      <PageHead title={translator(locale, "desk")(`pages.${PAGE}`)} lead={lookLead}>
        <a href="/" className="desk-button">
          {seen}
        </a>
        <a href="/admin/settings#look" className="desk-button">
          {translator(locale, "desk-settings")("emails.back")}
        </a>
      </PageHead>
      <div className="grid max-w-6xl gap-6">
        <LookEditor
          locale={locale}
          given={{ version: stored.version, values: lookValues() }}
          shop={{ name, logo, price: formatMoney(2_400, ownCurrency(), locale) }}
          texts={{
            ...formTexts(locale),
            ...{ parts, colours, schemes, look, typefaces, sample, save, unsaved },
          }}
        />
        <BackToFiles action={ACTION} stored={stored} locale={locale} />
        <SettingHistory
          versions={versions}
          seen={stored.version}
          action={ACTION}
          said={(value) => lookSaid(value, locale)}
          locale={locale}
        />
      </div>
    </>
  );
}
