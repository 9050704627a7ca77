import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { NewsLinkPage } from "@/components/news/news-link-page";
import { localeIn } from "@/i18n/params";
import { translator } from "@/i18n/texts.server";

export type NewsLinkProps = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** No search engine lists these pages, and no other site learns the token of their address. */
export async function newsLinkMetadata(
  title: "confirm.title" | "stopPage.title",
  { params }: NewsLinkProps,
): Promise<Metadata> {
  const locale = localeIn((await params).locale);
  if (!locale) return {};
  return { title: translator(locale, "news")(title), robots: { index: false }, referrer: "same-origin" };
}

/** Where an e-mail's link about news leads. The button does it, not the visit, as mail programs visit links too. */
export async function newsLink(kind: "confirm" | "stop", { params, searchParams }: NewsLinkProps) {
  const locale = localeIn((await params).locale);
  if (!locale) notFound();
  return <NewsLinkPage kind={kind} query={await searchParams} locale={locale} />;
}
