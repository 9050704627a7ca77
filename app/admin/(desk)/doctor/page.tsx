import { Findings } from "@/components/desk/doctor/findings";
import { PageHead } from "@/components/desk/page-head";
import { translator } from "@/i18n/texts.server";
import { DOCTOR_SUBJECTS, examine } from "@/lib/doctor/examine.server";
import { deskTitle } from "@/lib/staff/desk-title.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

export const maxDuration = 60;

const PAGE = "/admin/doctor";

export const generateMetadata = () => deskTitle(PAGE);

/** What is right and wrong about the store, each thing as soon as it is known. */
export default async function DoctorPage() {
  const { locale } = await enterDesk(PAGE);
  const t = translator(locale, "desk-failures");
  return (
    <>
      <PageHead title={translator(locale, "desk")(`pages.${PAGE}`)} lead={t("doctor.lead")}>
        <a href={PAGE} className="desk-button">
          {t("doctor.again")}
        </a>
      </PageHead>
      <ul className="grid max-w-4xl gap-3">
        <Findings findings={examine(DOCTOR_SUBJECTS, { inside: true })} locale={locale} />
      </ul>
    </>
  );
}
