"use client";

import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { z } from "zod/mini";
import { CallOutcome } from "../call-outcome";
import { changedFields, typedFields } from "../form-fields";
import { type CallTexts, useDeskCall } from "../use-desk-call";
import { useMarkedFields } from "../use-marked-fields";
import { ChangeLines } from "./change-lines";
import { type Choice, ConflictChoices, chosen, conflictsOf, type ShownConflict } from "./conflict-choices";

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
    | "later"
    | "others"
    | "legend"
    | "was"
    | "mine"
    | "theirs"
    | "theirsGone",
    string
  >;

type Props = { action: string; seen: string; texts: Texts; children: ReactNode };

const look = z.object({
  changes: z.array(z.string()),
  steps: z.array(z.string()),
  /** What others have changed since the form was made, and what stays. */
  others: z.array(z.string()),
});
const saved = z.object({ later: z.nullable(z.string()), others: z.array(z.string()) });

type Look = z.output<typeof look>;
type Asked = ReturnType<typeof typedFields>;

/** Sent as a whole where anything of it was typed: what makes one choice together. */
const TOGETHER = [/^(?:state|from)$/, /^new[A-Z]/, /^axis/];

/** What was typed, what it was typed over, and what was chosen where others have changed the same. */
function askedBy(form: HTMLFormElement, seen: string, choices: ReturnType<typeof chosen>): Asked {
  const { changed, was } = changedFields(form);
  for (const [name, value] of new FormData(form)) {
    if (name.startsWith("choice ")) changed.delete(name);
    const group = TOGETHER.find((names) => names.test(name));
    if (!group || changed.has(name) || ![...changed.keys()].some((one) => group.test(one))) continue;
    changed.set(name, value);
    was[name] = String(value);
  }
  return { ...typedFields(changed), seen, was, ...choices };
}

/**
 * A product's form in two steps: what would change is shown first, here and at Stripe, and then saved. Only what was typed is sent, so that what others
 * change meanwhile stays; where they have changed the same, each field is asked about. What was typed stays.
 */
export function GoodsEditor({ action, seen, texts, children }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const { call, refusal, isBusy } = useDeskCall(texts);
  /** What was looked at, and what it would change. The same is saved. */
  const [shown, setShown] = useState<(Look & { asked: Asked }) | null>(null);
  const [done, setDone] = useState<{ text: string; others: string[] } | null>(null);
  const [conflicts, setConflicts] = useState<ShownConflict[]>([]);
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});

  useMarkedFields(form, refusal);

  /** Conflicts that were answered stay to be seen, and those that are new have no choice yet. */
  function refusedBy(answer: unknown) {
    const found = conflictsOf(answer);
    if (found.length === 0) return;
    setConflicts((before) => [
      ...before.filter(({ key }) => !found.some((one) => one.key === key)),
      ...found,
    ]);
    setChoices((before) =>
      Object.fromEntries(Object.entries(before).filter(([key]) => !found.some((one) => one.key === key))),
    );
  }

  async function check(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setDone(null);
    const asked = askedBy(event.currentTarget, seen, chosen(conflicts, choices));
    const answer = look.safeParse(
      await call("POST", `${action}/preview`, asked, { changes: false, refusedBy }),
    );
    setShown(answer.success ? { ...answer.data, asked } : null);
  }

  async function save(asked: Asked) {
    const answer = saved.safeParse(await call("PUT", action, asked, { refusedBy }));
    setShown(null);
    if (!answer.success) return;
    setConflicts([]);
    setChoices({});
    const { later, others } = answer.data;
    setDone({ text: later === null ? texts.saved : texts.later.replace("{reason}", later), others });
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
        {shown === null && conflicts.length > 0 && (
          <div className="grid max-h-[45vh] gap-3 overflow-y-auto">
            <ConflictChoices
              conflicts={conflicts}
              choices={choices}
              onChoose={(key, choice) => setChoices((before) => ({ ...before, [key]: choice }))}
              texts={texts}
            />
          </div>
        )}
        {done && (
          <div role="status">
            <p className="text-good">{done.text}</p>
            {done.others.length > 0 && <ChangeLines title={texts.others} lines={done.others} none="" />}
          </div>
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

function Changes({ shown: { changes, steps, others }, texts }: { shown: Look; texts: Texts }) {
  if (changes.length === 0 && steps.length === 0 && others.length === 0) {
    return <p role="status">{texts.noChange}</p>;
  }
  const columns = others.length > 0 ? "sm:grid-cols-2 lg:grid-cols-3" : "sm:grid-cols-2";
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what is scrolled has to be reached with the keyboard
    <div role="status" tabIndex={0} className={`grid max-h-64 gap-3 overflow-y-auto ${columns}`}>
      <ChangeLines title={texts.willChange} lines={changes} none={texts.noChange} />
      <ChangeLines title={texts.atStripe} lines={steps} none={texts.nothingAtStripe} />
      {others.length > 0 && <ChangeLines title={texts.others} lines={others} none="" />}
    </div>
  );
}
