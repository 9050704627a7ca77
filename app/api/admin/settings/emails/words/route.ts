import type { z } from "zod";
import type { Locale } from "@/i18n/routing";
import { translator } from "@/i18n/texts.server";
import { db } from "@/lib/db/client";
import { changeSetting } from "@/lib/desk/settings/change-setting.server";
import { readTypedWords, wordsChange, wordsSetting } from "@/lib/desk/words/mail-words.server";
import { longJson } from "@/lib/http/body-reader";
import { readSettingVersion } from "@/lib/settings/save-setting.server";
import { deskChange } from "@/lib/staff/desk-route.server";

/** Sets what e-mails say, in one language. */
export const POST = deskChange(
  {
    right: "settings.edit",
    action: "settings.save",
    body: longJson(wordsChange),
    logged: ({ mail, language, seen, bring, reset }) => ({
      ...{ mail, language, seen },
      ...(bring && { bring }),
      ...(reset && { reset }),
    }),
    about: ({ body: { mail, language } }) => ({ kind: "settings", id: wordsSetting(mail, language) }),
  },
  async ({ body, staff, locale }) => {
    const read = await askedWords(body, locale);
    if (!read.ok) return read;
    const name = wordsSetting(body.mail, body.language);
    return changeSetting({ name, value: read.value, seen: body.seen, staffId: staff.id }, locale);
  },
);

async function askedWords(body: z.output<typeof wordsChange>, locale: Locale) {
  if (body.reset) return { ok: true as const, value: null };
  if (body.bring === undefined) return readTypedWords(body, locale);
  const value = await readSettingVersion(db(), wordsSetting(body.mail, body.language), body.bring);
  // Words that can't stand in for the file's any more are passed over where they are read.
  if (value !== undefined) return { ok: true as const, value };
  const message = translator(locale, "desk-settings")("refused.setting_outdated");
  return { ok: false as const, code: "setting_outdated", status: 422, message };
}
