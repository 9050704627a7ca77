import "server-only";
import type { Metadata } from "next";
import { translator } from "@/i18n/texts.server";
import type { TitledDeskPage } from "./desk-pages";
import { enterDesk } from "./enter-desk.server";

/** The metadata of a page of the desk that is named as the menu names it; behind the page's own door. */
export async function deskTitle(page: TitledDeskPage): Promise<Metadata> {
  const { locale } = await enterDesk(page);
  return { title: translator(locale, "desk")(`pages.${page}`) };
}
