"use client";

import { z } from "zod/mini";
import type { MailWord } from "@/lib/desk/words/mail-words.server";
import { LongField } from "../field";
import type { CallTexts } from "../use-desk-call";
import { TriedFormFoot } from "./tried-form-foot";
import { useTriedForm } from "./use-tried-form";

type Texts = CallTexts & Record<"saved" | "inFile" | "shared" | "look" | "save" | "preview" | "lead", string>;

type Props = {
  mail: string;
  language: string;
  seen: number;
  own: MailWord[];
  shared: MailWord[];
  texts: Texts;
};

const shown = z.object({ subject: z.string(), html: z.string() });

/** What an e-mail says, text by text. It can be looked at before it is saved. */
export function MailWordsForm({ mail, language, seen, own, shared, texts }: Props) {
  const { form, looked, save, ...foot } = useTriedForm(
    { action: "/api/admin/settings/emails/words", also: { mail, language }, seen, shown },
    texts,
  );

  const field = ({ key, text, file }: MailWord) => (
    <LongField
      key={key}
      label={key}
      {...(text !== file && { hint: `${texts.inFile} ${file}` })}
      name={`values.${key}`}
      lang={language}
      defaultValue={text}
      rows={text.length > 90 ? 4 : 1}
      maxLength={2_000}
    />
  );

  return (
    <form ref={form} onSubmit={save} aria-busy={foot.isBusy} className="grid gap-4">
      <p className="max-w-prose text-quiet">{texts.lead}</p>
      {own.map(field)}
      <details>
        <summary className="font-medium">{texts.shared}</summary>
        <div className="mt-3 grid gap-4">{shared.map(field)}</div>
      </details>
      <TriedFormFoot texts={texts} {...foot} />
      {looked && (
        <section aria-label={texts.preview} className="grid gap-2">
          <h3 className="font-medium" lang={language}>
            {looked.subject}
          </h3>
          <iframe
            title={texts.preview}
            srcDoc={looked.html}
            sandbox=""
            className="min-h-[50rem] w-full rounded-xl border border-line bg-white"
          />
        </section>
      )}
    </form>
  );
}
