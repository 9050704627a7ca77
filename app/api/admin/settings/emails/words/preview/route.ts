import { emailRenderers } from "@/emails/renderers";
import { readTypedWords, tryMailWords, wordsTrial } from "@/lib/desk/words/mail-words.server";
import { longJson } from "@/lib/http/body-reader";
import { deskTrial } from "@/lib/staff/desk-route.server";

/** What was typed -> `{ subject, html }`: the example e-mail as it would be. */
export const POST = deskTrial(
  { right: "settings.edit", body: longJson(wordsTrial) },
  async ({ body, locale }) => {
    const read = readTypedWords(body, locale);
    if (!read.ok) return read;
    const { subject, html } = await tryMailWords(body, read.value, {
      render: emailRenderers,
      now: new Date(),
    });
    return { ok: true, subject, html };
  },
);
