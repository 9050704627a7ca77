import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NewsLinkPage } from "@/components/news/news-link-page";
import { localeIn } from "@/i18n/params";
import { translator } from "@/i18n/texts.server";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const locale = localeIn((await params).locale);
  if (!locale) return {};
  const title = translator(locale, "news")("confirm.title");
  return { title, robots: { index: false }, referrer: "same-origin" };
}

/** Where the link of the e-mail leads that asks to confirm news. The button confirms, not the visit. */
export default async function NewsConfirmPage({ params, searchParams }: Props) {
  const locale = localeIn((await params).locale);
  if (!locale) notFound();
  return <NewsLinkPage kind="confirm" query={await searchParams} locale={locale} />;
}
