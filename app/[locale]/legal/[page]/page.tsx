import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { LegalArticle } from "@/components/legal/legal-article";
import { isLoopback } from "@/lib/base/loopback";
import { alternates } from "@/lib/catalog/alternates";
import { env } from "@/lib/config/env";
import { legalPage } from "@/lib/legal/legal-page.server";
import { LEGAL_PAGES, legalPath } from "@/lib/legal/pages";
import { pageLocale, shownPageLocale } from "@/lib/settings/page-locale.server";

type Props = { params: Promise<{ locale: string; page: string }> };

/** Made on the first visit, as the frame around them asks the database. */
export function generateStaticParams() {
  return [];
}

async function readPage({ params }: Props) {
  const locale = await pageLocale(params);
  const name = (await params).page;
  const page = LEGAL_PAGES.find((one) => one === name);
  if (!page) notFound();
  return { locale, page, text: legalPage(page, locale) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { locale, page, text } = await readPage(props);
  return { title: text.title, alternates: alternates(locale, legalPath(page)) };
}

export default async function LegalTextPage(props: Props) {
  const { locale, text, page } = await readPage(props);
  await shownPageLocale(props.params, legalPath(page));
  return <LegalArticle text={text} locale={locale} showsDraft={isLoopback(env().STORE_URL)} />;
}
