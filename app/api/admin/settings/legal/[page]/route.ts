import { z } from "zod";
import { changeSetting, loggedSetting } from "@/lib/desk/settings/change-setting.server";
import { legalChange, readTypedLegal } from "@/lib/desk/words/legal-form.server";
import { longJson } from "@/lib/http/body-reader";
import { isReadableLegal } from "@/lib/legal/legal-page.server";
import { LEGAL_PAGES } from "@/lib/legal/pages";
import { deskChange } from "@/lib/staff/desk-route.server";

/** Sets a text that the law wants, in one language. */
export const POST = deskChange(
  {
    right: "settings.edit",
    action: "settings.save",
    params: z.object({ page: z.enum(LEGAL_PAGES) }),
    body: longJson(legalChange),
    logged: ({ language, ...asked }) => ({ language, ...loggedSetting(asked) }),
    about: ({ params: { page }, body: { language } }) => ({
      kind: "settings",
      id: `legal/${language}/${page}`,
    }),
  },
  async ({ params: { page }, body, staff, locale }) => {
    const changed = await changeSetting(
      {
        ...{ name: `legal/${body.language}/${page}`, asked: body, staffId: staff.id },
        read: () => {
          const read = readTypedLegal(body, locale);
          return read.ok ? { ok: true, value: { source: read.source } } : read;
        },
        isPossible: ({ source }) => typeof source === "string" && isReadableLegal(source, body.language),
      },
      locale,
    );
    // The text itself stays in the versions of the setting.
    return changed.ok ? { ok: true, before: sizeOf(changed.before), after: sizeOf(changed.after) } : changed;
  },
);

const sizeOf = (value: unknown) => (value === null ? null : { letters: JSON.stringify(value).length });
