"use client";

import { type ChangeEvent, type FormEvent, useState } from "react";
import { z } from "zod/mini";
import { CallOutcome } from "../call-outcome";
import { LongField } from "../field";
import { type CallTexts, useDeskCall } from "../use-desk-call";

type Texts = CallTexts &
  Record<"saved" | "file" | "text" | "hint" | "look" | "save" | "changes" | "same", string>;

const CALL = "/api/admin/settings/delivery";
const preview = z.object({ changes: z.array(z.string()), seen: z.string() });

/** Takes a delivery file. First it shows what that changes; the second button imports what was looked at. */
export function DeliveryForm({ texts }: { texts: Texts }) {
  const { call, refusal, isBusy } = useDeskCall(texts);
  const [text, setText] = useState("");
  const [looked, setLooked] = useState<z.output<typeof preview> | null>(null);
  const [isSaved, setIsSaved] = useState(false);

  function write(value: string) {
    setText(value);
    setLooked(null);
    setIsSaved(false);
  }

  async function choose({ target }: ChangeEvent<HTMLInputElement>) {
    const file = target.files?.[0];
    if (file) write(await file.text());
  }

  async function look(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setLooked(null);
    setIsSaved(false);
    const answer = await call("POST", `${CALL}/preview`, { deliveryFile: text }, { changes: false });
    const read = preview.safeParse(answer);
    if (read.success) setLooked(read.data);
  }

  async function save(seen: string) {
    if ((await call("POST", CALL, { deliveryFile: text, seen })) === null) return;
    setLooked(null);
    setIsSaved(true);
  }

  return (
    <form onSubmit={look} aria-busy={isBusy} className="grid gap-3">
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
      <CallOutcome refusal={refusal} saved={isSaved && !isBusy && texts.saved} />
      {looked && (
        <section aria-label={texts.changes} className="grid gap-3">
          <h3 className="font-medium">{texts.changes}</h3>
          {looked.changes.length === 0 ? (
            <p role="status">{texts.same}</p>
          ) : (
            <>
              <ul className="grid gap-1 font-mono text-sm [overflow-wrap:anywhere]">
                {looked.changes.map((change) => (
                  <li key={change}>{change}</li>
                ))}
              </ul>
              <button
                type="button"
                data-kind="primary"
                disabled={isBusy}
                onClick={() => save(looked.seen)}
                className="desk-button justify-self-start"
              >
                {texts.save}
              </button>
            </>
          )}
        </section>
      )}
    </form>
  );
}
