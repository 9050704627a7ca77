import { z } from "zod";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { db } from "@/lib/db/client";
import { changeSetting } from "@/lib/desk/settings/change-setting.server";
import { legalChange, readTypedLegal } from "@/lib/desk/words/legal-form.server";
import { longJson } from "@/lib/http/body-reader";
import { LEGAL_PAGES, type LegalPage } from "@/lib/legal/pages";
import { readSettingVersion } from "@/lib/settings/save-setting.server";
import { deskChange } from "@/lib/staff/desk-route.server";

/** Sets a text that the law wants, in one language. */
export const POST = deskChange(
  {
    right: "settings.edit",
    action: "settings.save",
    params: z.object({ page: z.enum(LEGAL_PAGES) }),
    body: longJson(legalChange),
    // The text itself stays in the versions of the setting.
    logged: ({ language, seen, bring, reset }) => ({
      language,
      seen,
      ...(bring && { bring }),
      ...(reset && { reset }),
    }),
    about: ({ params: { page }, body: { language } }) => ({
      kind: "settings",
      id: `legal/${language}/${page}`,
    }),
  },
  async ({ params: { page }, body, staff, locale }) => {
    const name = `legal/${body.language}/${page}` as const;
    const asked = await askedText(page, body, locale);
    if (!asked.ok) return asked;
    const changed = await changeSetting(
      { name, value: asked.value, seen: body.seen, staffId: staff.id },
      locale,
    );
    return changed.ok ? { ok: true, before: sizeOf(changed.before), after: sizeOf(changed.after) } : changed;
  },
);

async function askedText(page: LegalPage, body: z.output<typeof legalChange>, locale: Locale) {
  if (body.reset) return { ok: true as const, value: null };
  if (body.bring === undefined) {
    const read = readTypedLegal(body, locale);
    return read.ok ? { ok: true as const, value: { source: read.source } } : read;
  }
  const value = await readSettingVersion(db(), `legal/${body.language}/${page}`, body.bring);
  if (value !== undefined) return { ok: true as const, value };
  const message = translator(locale, "desk-settings")("refused.setting_outdated");
  return { ok: false as const, code: "setting_outdated", status: 422, message };
}

const sizeOf = (value: unknown) => (value === null ? null : { letters: JSON.stringify(value).length });
