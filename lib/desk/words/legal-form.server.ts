import "server-only";
import { z } from "zod";
import { type Locale, routing } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { shop } from "@/lib/config/shop";
import { settingShape } from "@/lib/desk/settings/change-setting.server";
import { type ShownLegalPage, shownLegalText } from "@/lib/legal/legal-page.server";
import { isDay, joinLegalText, legalValues, unknownPlaceholders } from "@/lib/legal/legal-text";

/** What the form of a legal text holds. */
const typed = z.object({
  language: z.enum(routing.locales),
  title: z.string().max(200).default(""),
  updated: z.string().max(20).default(""),
  draft: z.enum(["on", "off"]).default("off"),
  markdown: z.string().max(100_000).default(""),
});

type TypedLegalText = z.output<typeof typed>;

export const legalTrial = z.strictObject(typed.shape);

export const legalChange = z.strictObject({ ...typed.shape, ...settingShape });

type ReadLegal =
  | { ok: true; source: string; shown: ShownLegalPage }
  | { ok: false; code: "legal_wrong"; status: 422; message: string; fields: string[] };

/** The text as it is stored, and as its page would show it; or what is wrong with it, in the staff's language. */
export function readTypedLegal(
  { language, title, updated, draft, markdown }: TypedLegalText,
  locale: Locale,
): ReadLegal {
  const t = translator(locale, "desk-words");
  const unknown = unknownPlaceholders(markdown, legalValues(shop(), language));
  const wrong = [
    ...(title.trim() === "" || /[\r\n]/.test(title) ? [{ field: "title", why: t("legal.wrong.title") }] : []),
    ...(isDay(updated) ? [] : [{ field: "updated", why: t("legal.wrong.updated") }]),
    ...(markdown.trim() === "" ? [{ field: "markdown", why: t("legal.wrong.empty") }] : []),
    ...unknown.map((name) => ({ field: "markdown", why: t("legal.wrong.placeholder", { name }) })),
  ];
  if (wrong.length > 0) {
    return {
      ...{ ok: false, code: "legal_wrong", status: 422 },
      message: [t("legal.wrong.all"), ...wrong.map(({ why }) => why)].join("\n"),
      fields: [...new Set(wrong.map(({ field }) => field))],
    };
  }
  const body = markdown.replaceAll("\r\n", "\n");
  const source = joinLegalText({ title: title.trim(), updated, isDraft: draft === "on", body });
  return { ok: true, source, shown: shownLegalText(source, language, "the text") };
}

/** What a text may name in braces. */
export const legalPlaceholders = (language: Locale): string[] =>
  Object.keys(legalValues(shop(), language)).sort();
