import type { Metadata } from "next";
import { formTexts } from "@/components/desk/form-texts.server";
import { PageHead } from "@/components/desk/page-head";
import { Section } from "@/components/desk/section";
import { TrackingImport } from "@/components/desk/sending/tracking-import";
import { textsFor, translator } from "@/i18n/texts.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/orders/labels";

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await enterDesk(PAGE);
  return { title: translator(locale, "sending")("labels.title") };
}

/** A file for a carrier's program, and the file that comes back with the tracking numbers. */
export default async function LabelsPage() {
  const { locale } = await enterDesk(PAGE);
  const t = translator(locale, "sending");
  const { tracked } = textsFor(locale, "sending");
  return (
    <>
      <PageHead
        back={{ href: "/admin/orders", name: translator(locale, "desk")("pages./admin/orders") }}
        title={t("labels.title")}
        lead={t("labels.lead")}
      />
      <div className="grid max-w-3xl gap-4">
        <Section title={t("labels.out")}>
          <p className="mb-3">{t("labels.outLead")}</p>
          <a href="/api/admin/orders/labels" download className="desk-button">
            {t("labels.download")}
          </a>
        </Section>
        <Section title={t("labels.in")}>
          <p className="mb-3">{t("labels.inLead")}</p>
          <TrackingImport texts={{ ...tracked, ...formTexts(locale) }} />
        </Section>
      </div>
    </>
  );
}
