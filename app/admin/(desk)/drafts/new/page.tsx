import type { Metadata } from "next";
import { z } from "zod";
import { DraftForm } from "@/components/desk/drafts/draft-form";
import { PageHead } from "@/components/desk/page-head";
import { translator } from "@/i18n/texts.server";
import { newDraftId } from "@/lib/base/ids";
import { db } from "@/lib/db/client";
import { draftValues, valuesOfOrder } from "@/lib/desk/drafts/draft-values.server";
import { draftParams } from "@/lib/drafts/draft-form";
import { readDraft } from "@/lib/drafts/read-draft.server";
import { deliveryCountries } from "@/lib/shipping/plan.server";
import { enterDesk } from "@/lib/staff/enter-desk.server";

const PAGE = "/admin/drafts/new";

export async function generateMetadata(): Promise<Metadata> {
  const { locale } = await enterDesk(PAGE);
  return { title: translator(locale, "desk-drafts")("new") };
}

const orderNumber = z.string().regex(/^[0-9A-Z]{4}-[0-9A-Z]{4}$/);

/** An order for a shopper who does not put it together in the shop. `?from=` begins with what another draft has, `?order=` with an order's goods for nothing. */
export default async function NewDraftPage({ searchParams }: PageProps<typeof PAGE>) {
  const { locale } = await enterDesk(PAGE);
  const query = await searchParams;
  const asked = draftParams.safeParse({ draftId: query.from });
  const replaced = orderNumber.safeParse(query.order);
  const values = replaced.success ? await valuesOfOrder(replaced.data, locale) : null;
  const other = asked.success ? await readDraft(asked.data.draftId, locale) : null;
  const t = translator(locale, "desk-drafts");
  return (
    <>
      <PageHead
        back={{ href: "/admin/drafts", name: translator(locale, "desk")("pages./admin/drafts") }}
        title={t("new")}
        lead={values ? t("replaceLead", { number: replaced.data ?? "" }) : t("newLead")}
      />
      <div className="max-w-3xl">
        <DraftForm
          id={newDraftId()}
          seen=""
          values={values ?? (await draftValues(other, locale))}
          countries={await deliveryCountries(db())}
          rates={other?.quoted.ok ? other.quoted.quote.shippingRates : []}
          locale={locale}
        />
      </div>
    </>
  );
}
