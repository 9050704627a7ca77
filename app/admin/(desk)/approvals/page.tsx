import { WaitingApprovals } from "@/components/desk/approvals/waiting-approvals";
import { PageHead } from "@/components/desk/page-head";
import { translator } from "@/i18n/texts.server";
import { deskTitle } from "@/lib/staff/desk-title.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";
import { listWaitingApprovals } from "@/lib/staff/second-person.server";

const PAGE = "/admin/approvals";

export const generateMetadata = () => deskTitle(PAGE);

/** Money that waits until a second person has asked for the same. */
export default async function ApprovalsPage() {
  const { locale, id } = await enterDesk(PAGE);
  const t = translator(locale, "desk");
  const waiting = await listWaitingApprovals();
  return (
    <>
      <PageHead
        title={t(`pages.${PAGE}`)}
        lead={t(waiting.length === 0 ? "approvals.nothing" : "approvals.lead")}
      />
      {waiting.length > 0 && <WaitingApprovals waiting={waiting} staffId={id} locale={locale} />}
    </>
  );
}
