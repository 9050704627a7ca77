import "server-only";
import { createHash } from "node:crypto";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { shop } from "@/lib/config/shop";

/** What one agrees to, as it stands beside the box: `version` is a hash of it. */
type NewsText = { agree: string; how: string; version: string };

export function newsText(locale: Locale): NewsText {
  const t = translator(locale, "news");
  const agree = t("agree", { shop: shop().name });
  const how = t("how");
  const version = createHash("sha256").update(wholeText({ agree, how })).digest("hex").slice(0, 16);
  return { agree, how, version };
}

export const wholeText = ({ agree, how }: Pick<NewsText, "agree" | "how">): string => `${agree}\n${how}`;
