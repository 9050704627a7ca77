import { FailedEvents } from "@/components/desk/failures/failed-events";
import { FailedJobs } from "@/components/desk/failures/failed-jobs";
import { PageHead } from "@/components/desk/page-head";
import { translator } from "@/i18n/texts.server";
import { readFailures } from "@/lib/desk/failures/read-failures.server";
import { hasRight } from "@/lib/model/staff";
import { deskTitle } from "@/lib/staff/desk-title.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

export const maxDuration = 60;

const PAGE = "/admin/failures";

export const generateMetadata = () => deskTitle(PAGE);

/** What failed behind the scenes, and a button to try it again. */
export default async function FailuresPage() {
  const { locale, role } = await enterDesk(PAGE);
  const { events, dead, trying } = await readFailures();
  const t = translator(locale, "desk-failures");
  const part = { locale, mayRetry: hasRight(role, "system.retry") };
  return (
    <>
      <PageHead title={translator(locale, "desk")(`pages.${PAGE}`)} lead={t("lead")} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
        <FailedEvents {...part} events={events} />
        <FailedJobs {...part} title={t("jobs")} none={t("noJobs")} jobs={dead} />
        {trying.rows.length > 0 && (
          <FailedJobs {...part} title={t("trying")} none="" jobs={trying} mayRetry={false} />
        )}
      </div>
    </>
  );
}
