import type { Metadata } from "next";
import Link from "next/link";
import { notFound } from "next/navigation";
import { Badge } from "@/components/desk/badge";
import { DraftFacts } from "@/components/desk/drafts/draft-facts";
import { DraftForm } from "@/components/desk/drafts/draft-form";
import { DraftPrice } from "@/components/desk/drafts/draft-price";
import { DraftRequest } from "@/components/desk/drafts/draft-request";
import { DRAFT_TONES } from "@/components/desk/drafts/draft-tone";
import { PageHead } from "@/components/desk/page-head";
import { translator } from "@/i18n/texts.server";
import { shopTimeZone } from "@/lib/config/shop";
import { db } from "@/lib/db/client";
import { draftValues } from "@/lib/desk/drafts/draft-values.server";
import { draftParams } from "@/lib/drafts/draft-form";
import { changeOfDraft } from "@/lib/drafts/read-changes.server";
import { readDraft } from "@/lib/drafts/read-draft.server";
import { versionOfDraft } from "@/lib/drafts/save-draft.server";
import { deliveryCountries } from "@/lib/shipping/plan.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/drafts/[draftId]";

type Props = PageProps<typeof PAGE>;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { draftId } = await params;
  const { locale } = await enterDesk(PAGE, `/admin/drafts/${draftId}`);
  return { title: translator(locale, "desk-drafts")("title") };
}

/** One draft: its form until somebody is asked to pay it, and its facts from then on. */
export default async function DraftPage({ params }: Props) {
  const asked = await params;
  const { locale } = await enterDesk(PAGE, `/admin/drafts/${asked.draftId}`);
  const read = draftParams.safeParse(asked);
  const file = read.success ? await readDraft(read.data.draftId, locale) : null;
  if (!file) notFound();
  const { draft, state, by, quoted, exchanges } = file;
  const addedTo = await changeOfDraft(db(), draft.id);
  const t = translator(locale, "desk-drafts");
  const time = new Intl.DateTimeFormat(locale, {
    ...{ dateStyle: "medium", timeStyle: "short", timeZone: shopTimeZone() },
  });
  return (
    <>
      <PageHead
        back={{ href: "/admin/drafts", name: translator(locale, "desk")("pages./admin/drafts") }}
        title={t("title")}
        lead={t("madeBy", { by, time: time.format(draft.createdAt) })}
      >
        <Badge tone={DRAFT_TONES[state]}>{t(`states.${state}`)}</Badge>
        {state !== "ready" && (
          <Link href={`/admin/drafts/new?from=${draft.id}`} className="desk-button">
            {t("copy")}
          </Link>
        )}
      </PageHead>
      {addedTo && (
        <p className="mb-4">
          <Link href={`/admin/orders/${addedTo.order.number}`} className="underline underline-offset-4">
            {translator(locale, "desk-changes")("part.for", { number: addedTo.order.number })}
          </Link>
        </p>
      )}
      {exchanges && (
        <p className="mb-4">
          <Link href={`/admin/returns/${exchanges.returnId}`} className="underline underline-offset-4">
            {t("exchangeFor", { number: exchanges.number })}
          </Link>
        </p>
      )}
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div className="grid gap-4">
          {state === "ready" ? (
            <DraftForm
              id={draft.id}
              seen={versionOfDraft(draft)}
              values={await draftValues(file, locale)}
              countries={await deliveryCountries(db())}
              rates={quoted.ok ? quoted.quote.shippingRates : []}
              locale={locale}
            />
          ) : (
            <DraftFacts file={file} locale={locale} />
          )}
        </div>
        <div className="grid gap-4">
          <DraftPrice file={file} locale={locale} />
          <DraftRequest file={file} locale={locale} />
        </div>
      </div>
    </>
  );
}
