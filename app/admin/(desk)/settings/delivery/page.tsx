import { formTexts } from "@/components/desk/form-texts.server";
import { PageHead } from "@/components/desk/page-head";
import { Section } from "@/components/desk/section";
import { DeliveryFieldsForm } from "@/components/desk/settings/delivery-fields-form";
import { DeliveryForm } from "@/components/desk/settings/delivery-form";
import { textsFor, translator } from "@/i18n/texts.server";
import { ownCurrency } from "@/lib/currencies/sold";
import { db } from "@/lib/db/client";
import { zonePlaces } from "@/lib/desk/settings/delivery-settings";
import { loadPlan, planVersion } from "@/lib/shipping/plan.server";
import { deskTitle } from "@/lib/staff/desk-title.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/settings/delivery";

export const generateMetadata = () => deskTitle(PAGE);

/** Where the shop delivers and for how much: as fields, or taken out and brought back as a file. */
export default async function SettingsDeliveryPage() {
  const { locale } = await enterDesk(PAGE);
  const t = translator(locale, "desk-settings");
  const plan = await loadPlan(db());
  const { deliveryFields, deliveryFile } = textsFor(locale, "desk-settings");
  const { file, text, hint, look, save, changes, same } = deliveryFile;
  const names = plan.zones.map((zone) => [zone.id, zonePlaces(zone, locale).join(" · ")]);
  return (
    <>
      <PageHead title={translator(locale, "desk")(`pages.${PAGE}`)} lead={t("deliveryFields.lead")}>
        <a href="/admin/settings#delivery" className="desk-button">
          {t("emails.back")}
        </a>
      </PageHead>
      <div className="grid max-w-5xl gap-6">
        <Section title={t("deliveryFields.title")}>
          <DeliveryFieldsForm
            plan={plan}
            version={planVersion(plan)}
            names={Object.fromEntries(names)}
            own={ownCurrency()}
            texts={{ ...formTexts(locale), ...deliveryFields }}
          />
        </Section>
        <Section
          title={t("deliveryFile.title")}
          more={
            <a href="/api/admin/settings/delivery" download className="underline underline-offset-4">
              {t("deliveryFile.download")}
            </a>
          }
        >
          <p className="mb-4 max-w-prose text-quiet">{t("deliveryFile.lead")}</p>
          <DeliveryForm texts={{ ...formTexts(locale), file, text, hint, look, save, changes, same }} />
        </Section>
      </div>
    </>
  );
}
