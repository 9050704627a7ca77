"use client";

import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { z } from "zod/mini";
import { CallOutcome } from "../call-outcome";
import { typedFields } from "../form-fields";
import { type CallTexts, useDeskCall } from "../use-desk-call";
import { useMarkedFields } from "../use-marked-fields";
import { ChangeLines } from "./change-lines";

type Texts = CallTexts &
  Record<
    | "saved"
    | "check"
    | "save"
    | "edit"
    | "willChange"
    | "atStripe"
    | "noChange"
    | "nothingAtStripe"
    | "later",
    string
  >;

type Props = { action: string; seen: string; texts: Texts; children: ReactNode };

const look = z.object({ changes: z.array(z.string()), steps: z.array(z.string()) });
const saved = z.object({ later: z.nullable(z.string()) });

type Look = z.output<typeof look>;

/** Nothing is changed, and a page that is read anew could be of another version than what was typed. */
const LOOKS = { changes: false } as const;

/** A product's form in two steps: what would change is shown first, here and at Stripe, and then saved. What was typed stays. */
export function GoodsEditor({ action, seen, texts, children }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const { call, refusal, isBusy } = useDeskCall(texts);
  /** What was looked at, and what it would change. The same is saved. */
  const [shown, setShown] = useState<(Look & { asked: object }) | null>(null);
  const [done, setDone] = useState<string | null>(null);

  useMarkedFields(form, refusal);

  const body = () => ({ ...(form.current ? typedFields(new FormData(form.current)) : {}), seen });

  async function check(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setDone(null);
    const asked = body();
    const answer = look.safeParse(await call("POST", `${action}/preview`, asked, LOOKS));
    setShown(answer.success ? { ...answer.data, asked } : null);
  }

  async function save(asked: object) {
    const answer = saved.safeParse(await call("PUT", action, asked));
    setShown(null);
    if (!answer.success) return;
    const { later } = answer.data;
    setDone(later === null ? texts.saved : texts.later.replace("{reason}", later));
  }

  return (
    <form
      ref={form}
      onSubmit={check}
      // Not `onChange`: of a hidden field, as that of the pictures, React tells no change.
      onInput={() => setShown(null)}
      aria-busy={isBusy}
      className="grid grid-cols-[minmax(0,1fr)] gap-4"
    >
      {/* What is stored now is shown once it is saved, so nothing can be typed meanwhile that would be lost; what was done is still told. */}
      <fieldset key={seen} disabled={isBusy} className="contents">
        {children}
      </fieldset>
      <div className="sticky bottom-0 grid gap-3 border-t border-line bg-ground py-3">
        {shown && <Changes shown={shown} texts={texts} />}
        <CallOutcome refusal={refusal} className="max-w-prose" />
        {done && (
          <p role="status" className="text-good">
            {done}
          </p>
        )}
        <div className="flex flex-wrap gap-2">
          {shown && (shown.changes.length > 0 || shown.steps.length > 0) ? (
            <>
              <button
                type="button"
                data-kind="primary"
                className="desk-button"
                disabled={isBusy}
                onClick={() => save(shown.asked)}
              >
                {texts.save}
              </button>
              <button type="button" className="desk-button" onClick={() => setShown(null)}>
                {texts.edit}
              </button>
            </>
          ) : (
            <button type="submit" data-kind="primary" className="desk-button" disabled={isBusy}>
              {texts.check}
            </button>
          )}
        </div>
      </div>
    </form>
  );
}

function Changes({ shown: { changes, steps }, texts }: { shown: Look; texts: Texts }) {
  if (changes.length === 0 && steps.length === 0) return <p role="status">{texts.noChange}</p>;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled has to be reached with the keyboard
    <div role="status" tabIndex={0} className="grid max-h-64 gap-3 overflow-y-auto sm:grid-cols-2">
      <ChangeLines title={texts.willChange} lines={changes} none={texts.noChange} />
      <ChangeLines title={texts.atStripe} lines={steps} none={texts.nothingAtStripe} />
    </div>
  );
}
