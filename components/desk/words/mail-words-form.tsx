"use client";

import { type FormEvent, useRef, useState } from "react";
import { z } from "zod/mini";
import type { MailWord } from "@/lib/desk/words/mail-words.server";
import { LongField } from "../field";
import { typedFields } from "../form-fields";
import { type CallTexts, useDeskCall } from "../use-desk-call";
import { useMarkedFields } from "../use-marked-fields";

type Texts = CallTexts & Record<"saved" | "inFile" | "shared" | "look" | "save" | "preview" | "lead", string>;

type Props = {
  mail: string;
  language: string;
  seen: number;
  own: MailWord[];
  shared: MailWord[];
  texts: Texts;
};

const ACTION = "/api/admin/settings/emails/words";
const shown = z.object({ subject: z.string(), html: z.string() });

/** What an e-mail says, text by text. It can be looked at before it is saved. */
export function MailWordsForm({ mail, language, seen, own, shared, texts }: Props) {
  const { call, refusal, isBusy } = useDeskCall(texts);
  const form = useRef<HTMLFormElement>(null);
  const [looked, setLooked] = useState<z.output<typeof shown> | null>(null);
  const [isSaved, setIsSaved] = useState(false);
  useMarkedFields(form, refusal);

  const typed = () => ({ ...typedFields(new FormData(form.current ?? undefined)), mail, language });

  async function look() {
    setIsSaved(false);
    const read = shown.safeParse(await call("POST", `${ACTION}/preview`, typed(), { changes: false }));
    setLooked(read.success ? read.data : null);
  }

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setIsSaved(false);
    setLooked(null);
    if ((await call("POST", ACTION, { ...typed(), seen })) !== null) setIsSaved(true);
  }

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
    <form ref={form} onSubmit={save} aria-busy={isBusy} className="grid gap-4">
      <p className="max-w-prose text-quiet">{texts.lead}</p>
      {own.map(field)}
      <details>
        <summary className="font-medium">{texts.shared}</summary>
        <div className="mt-3 grid gap-4">{shared.map(field)}</div>
      </details>
      <div className="flex flex-wrap gap-3">
        <button type="button" onClick={look} disabled={isBusy} className="desk-button">
          {texts.look}
        </button>
        <button type="submit" data-kind="primary" disabled={isBusy} className="desk-button">
          {texts.save}
        </button>
      </div>
      {refusal && (
        <p role="alert" className="whitespace-pre-line text-bad [overflow-wrap:anywhere]">
          {refusal.message}
        </p>
      )}
      {isSaved && !refusal && !isBusy && (
        <p role="status" className="text-good">
          {texts.saved}
        </p>
      )}
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
