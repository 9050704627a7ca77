import { changeSetting, loggedSetting } from "@/lib/desk/settings/change-setting.server";
import { readTypedWords, wordsChange, wordsSetting } from "@/lib/desk/words/mail-words.server";
import { longJson } from "@/lib/http/body-reader";
import { deskChange } from "@/lib/staff/desk-route.server";

/** Sets what e-mails say, in one language. */
export const POST = deskChange(
  {
    right: "settings.edit",
    action: "settings.save",
    body: longJson(wordsChange),
    logged: ({ mail, language, ...asked }) => ({ mail, language, ...loggedSetting(asked) }),
    about: ({ body: { mail, language } }) => ({ kind: "settings", id: wordsSetting(mail, language) }),
  },
  ({ body, staff, locale }) =>
    changeSetting(
      {
        ...{ name: wordsSetting(body.mail, body.language), asked: body, staffId: staff.id },
        read: () => readTypedWords(body, locale),
        // Words that can't stand in for the file's any more are passed over where they are read.
        isPossible: () => true,
      },
      locale,
    ),
);
