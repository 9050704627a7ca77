import Link from "next/link";
import { ChoiceLinks } from "@/components/desk/choice-links";
import { DraftList } from "@/components/desk/drafts/draft-list";
import { ListPages } from "@/components/desk/list-pages";
import { PageHead } from "@/components/desk/page-head";
import { translator } from "@/i18n/texts.server";
import { draftParams } from "@/lib/drafts/draft-form";
import { listDrafts, readDraftFilter } from "@/lib/drafts/list-drafts.server";
import { DRAFT_STATES } from "@/lib/model/draft";
import { deskTitle } from "@/lib/staff/desk-title.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/drafts";

export const generateMetadata = () => deskTitle(PAGE);

/** Orders that staff put together for shoppers. */
export default async function DraftsPage({ searchParams }: PageProps<typeof PAGE>) {
  const { locale } = await enterDesk(PAGE);
  const query = await searchParams;
  const filter = readDraftFilter(query.state);
  const place = draftParams.safeParse({ draftId: query.after });
  const { drafts, after } = await listDrafts(filter, place.success ? place.data.draftId : null);
  const t = translator(locale, "desk-drafts");
  const at = (state: string | null, more: Record<string, string> = {}) =>
    `${PAGE}?${new URLSearchParams({ ...(state && { state }), ...more })}`;
  return (
    <>
      <PageHead title={translator(locale, "desk")(`pages.${PAGE}`)} lead={t("lead")}>
        <Link href="/admin/drafts/new" data-kind="primary" className="desk-button">
          {t("new")}
        </Link>
      </PageHead>
      <ChoiceLinks
        label={t("filters")}
        choices={[null, ...DRAFT_STATES].map((one) => ({
          href: at(one),
          name: one === null ? t("all") : t(`states.${one}`),
          isHere: one === filter,
        }))}
      />
      {drafts.length === 0 ? <p>{t("nothing")}</p> : <DraftList drafts={drafts} locale={locale} />}
      <ListPages next={after !== null && at(filter, { after })} locale={locale} />
    </>
  );
}
