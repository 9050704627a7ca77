import { formTexts } from "@/components/desk/form-texts.server";
import { PageHead } from "@/components/desk/page-head";
import { Section } from "@/components/desk/section";
import { DeliveryForm } from "@/components/desk/settings/delivery-form";
import { SettingPart } from "@/components/desk/settings/setting-part";
import { translator } from "@/i18n/texts.server";
import { readDeliverySettings } from "@/lib/desk/settings/read-settings.server";
import { deskTitle } from "@/lib/staff/desk-title.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/settings/delivery";

export const generateMetadata = () => deskTitle(PAGE);

/** Where the shop delivers, taken out and brought back as a file. */
export default async function SettingsDeliveryPage() {
  const { locale } = await enterDesk(PAGE);
  const t = translator(locale, "desk-settings");
  const texts = {
    ...formTexts(locale),
    file: t("deliveryFile.file"),
    text: t("deliveryFile.text"),
    hint: t("deliveryFile.hint"),
    look: t("deliveryFile.look"),
    save: t("deliveryFile.save"),
    changes: t("deliveryFile.changes"),
    same: t("deliveryFile.same"),
  };
  return (
    <>
      <PageHead title={translator(locale, "desk")(`pages.${PAGE}`)} lead={t("deliveryFile.lead")}>
        <a href="/api/admin/settings/delivery" download className="desk-button">
          {t("deliveryFile.download")}
        </a>
        <a href="/admin/settings#delivery" className="desk-button">
          {t("emails.back")}
        </a>
      </PageHead>
      <div className="grid max-w-5xl gap-6">
        <Section title={t("deliveryFile.title")}>
          <DeliveryForm texts={texts} />
        </Section>
        <SettingPart group={{ ...(await readDeliverySettings(locale)), more: null }} locale={locale} />
      </div>
    </>
  );
}
