import type { Metadata } from "next";
import Link from "next/link";
import { DraftList } from "@/components/desk/drafts/draft-list";
import { PageHead } from "@/components/desk/page-head";
import { translator } from "@/i18n/texts.server";
import { draftParams } from "@/lib/drafts/draft-form";
import { listDrafts, readDraftFilter } from "@/lib/drafts/list-drafts.server";
import { DRAFT_STATES } from "@/lib/model/draft";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/drafts";

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await enterDesk(PAGE);
  return { title: translator(locale, "desk")(`pages.${PAGE}`) };
}

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
      <nav aria-label={t("filters")} className="mb-4 flex flex-wrap gap-2">
        {[null, ...DRAFT_STATES].map((one) => (
          <Link
            key={one ?? "all"}
            href={at(one)}
            aria-current={one === filter ? "page" : undefined}
            className="desk-button aria-[current]:border-ink aria-[current]:bg-sunken"
          >
            {one === null ? t("all") : t(`states.${one}`)}
          </Link>
        ))}
      </nav>
      {drafts.length === 0 ? <p>{t("nothing")}</p> : <DraftList drafts={drafts} locale={locale} />}
      {after && (
        <p className="mt-4">
          <Link href={at(filter, { after })} className="desk-button">
            {t("more")}
          </Link>
        </p>
      )}
    </>
  );
}
