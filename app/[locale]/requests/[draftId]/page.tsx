import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { RequestOffer } from "@/components/requests/request-offer";
import { localeIn } from "@/i18n/params";
import { translator } from "@/i18n/texts.server";
import { draftParams } from "@/lib/drafts/draft-form";
import { readRequest } from "@/lib/drafts/open-request.server";

type Props = {
  params: Promise<{ locale: string; draftId: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** The title says nothing of the order, as anybody may ask. */
export async function generateMetadata({ params }: Pick<Props, "params">): Promise<Metadata> {
  const locale = localeIn((await params).locale);
  if (!locale) return {};
  return {
    title: translator(locale, "requests")("title"),
    robots: { index: false },
    referrer: "same-origin",
  };
}

/** What staff put together for a shopper, for whoever has the link. */
export default async function RequestPage({ params, searchParams }: Props) {
  const { locale: parameter, draftId } = await params;
  const locale = localeIn(parameter);
  const read = draftParams.safeParse({ draftId });
  if (!locale || !read.success) notFound();
  const { key, notice } = await searchParams;
  const given = typeof key === "string" ? key : "";
  const request = await readRequest(read.data.draftId, given, locale);
  if (!request) notFound();
  return (
    <div className="shell max-w-3xl py-10 md:py-16">
      <RequestOffer request={request} keyText={given} notice={notice} locale={locale} />
    </div>
  );
}
