import "server-only";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";

/** What `DeskForm` and `useDeskCall` say. */
export function formTexts(locale: Locale) {
  const t = translator(locale, "desk");
  return { saved: t("form.saved"), unreachable: t("form.unreachable"), failed: t("form.failed") };
}
