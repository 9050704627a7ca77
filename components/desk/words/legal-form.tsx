"use client";

import { z } from "zod/mini";
import { ChoiceField, LongField, TextField } from "../field";
import type { CallTexts } from "../use-desk-call";
import { TriedFormFoot } from "./tried-form-foot";
import { useTriedForm } from "./use-tried-form";

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
  const { form, looked, save, ...foot } = useTriedForm({ action, also: { language }, seen, shown }, texts);
  return (
    <form ref={form} onSubmit={save} aria-busy={foot.isBusy} className="grid gap-4">
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
      <TriedFormFoot texts={texts} {...foot} />
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
