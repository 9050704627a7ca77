"use client";

import { type ChangeEvent, type FormEvent, useState } from "react";
import { CallOutcome } from "../call-outcome";
import { LongField } from "../field";
import type { CallTexts } from "../use-desk-call";
import { DeliveryChanges } from "./delivery-changes";
import { useDeliveryImport } from "./use-delivery-import";

type Texts = CallTexts &
  Record<"saved" | "file" | "text" | "hint" | "look" | "save" | "changes" | "same", string>;

/** Takes a delivery file. First it shows what that changes; the second button imports what was looked at. */
export function DeliveryForm({ texts }: { texts: Texts }) {
  const { look, save, forget, looked, refusal, isBusy, isSaved } = useDeliveryImport(texts);
  const [text, setText] = useState("");

  function write(value: string) {
    setText(value);
    forget();
  }

  async function choose({ target }: ChangeEvent<HTMLInputElement>) {
    const file = target.files?.[0];
    if (file) write(await file.text());
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    look(text);
  }

  return (
    <form onSubmit={submit} aria-busy={isBusy} className="grid gap-3">
      <label className="grid gap-1 font-medium">
        {texts.file}
        <input
          type="file"
          accept=".json,application/json"
          onChange={choose}
          className="desk-control py-1.5"
        />
      </label>
      <LongField
        label={texts.text}
        hint={texts.hint}
        value={text}
        onChange={({ target }) => write(target.value)}
        rows={12}
        required
        spellCheck={false}
        className="font-mono text-sm"
      />
      <button type="submit" disabled={isBusy} className="desk-button justify-self-start">
        {texts.look}
      </button>
      <CallOutcome refusal={refusal} saved={isSaved && texts.saved} />
      {looked && <DeliveryChanges changes={looked.changes} texts={texts} isBusy={isBusy} onSave={save} />}
    </form>
  );
}
