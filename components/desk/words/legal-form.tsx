"use client";

import { type FormEvent, useRef, useState } from "react";
import { z } from "zod/mini";
import { ChoiceField, LongField, TextField } from "../field";
import { typedFields } from "../form-fields";
import { type CallTexts, useDeskCall } from "../use-desk-call";
import { useMarkedFields } from "../use-marked-fields";

type Texts = CallTexts &
  Record<
    | "saved"
    | "title"
    | "updated"
    | "draft"
    | "draftHint"
    | "yes"
    | "no"
    | "markdown"
    | "hint"
    | "look"
    | "save"
    | "preview",
    string
  >;

type Values = { title: string; updated: string; isDraft: boolean; body: string };

type Props = { action: string; language: string; seen: number; values: Values; texts: Texts };

const shown = z.object({ title: z.string(), html: z.string() });

/** Writes a text that the law wants. It can be looked at as its page shows it before it is saved. */
export function LegalForm({ action, language, seen, values, texts }: Props) {
  const { call, refusal, isBusy } = useDeskCall(texts);
  const form = useRef<HTMLFormElement>(null);
  const [looked, setLooked] = useState<z.output<typeof shown> | null>(null);
  const [isSaved, setIsSaved] = useState(false);
  useMarkedFields(form, refusal);

  const typed = () => ({ ...typedFields(new FormData(form.current ?? undefined)), language });

  async function look() {
    setIsSaved(false);
    const read = shown.safeParse(await call("POST", `${action}/preview`, typed(), { changes: false }));
    setLooked(read.success ? read.data : null);
  }

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setIsSaved(false);
    if ((await call("POST", action, { ...typed(), seen })) !== null) setIsSaved(true);
  }

  return (
    <form ref={form} onSubmit={save} aria-busy={isBusy} className="grid gap-4">
      <div className="grid items-start gap-4 sm:grid-cols-3">
        <TextField
          label={texts.title}
          name="title"
          lang={language}
          defaultValue={values.title}
          required
          maxLength={200}
        />
        <TextField label={texts.updated} name="updated" type="date" defaultValue={values.updated} required />
        <ChoiceField
          label={texts.draft}
          hint={texts.draftHint}
          name="draft"
          defaultValue={values.isDraft ? "on" : "off"}
        >
          <option value="on">{texts.yes}</option>
          <option value="off">{texts.no}</option>
        </ChoiceField>
      </div>
      <LongField
        label={texts.markdown}
        hint={texts.hint}
        name="markdown"
        lang={language}
        defaultValue={values.body}
        rows={24}
        required
        className="font-mono text-sm"
      />
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
        <section
          aria-label={texts.preview}
          className="rounded-xl border border-line bg-ground p-4"
          lang={language}
        >
          <h3 className="text-xl">{looked.title}</h3>
          <div
            className="legal-text mt-4 max-w-prose"
            // biome-ignore lint/security/noDangerouslySetInnerHtml: micromark shows HTML in a text as text
            dangerouslySetInnerHTML={{ __html: looked.html }}
          />
        </section>
      )}
    </form>
  );
}
