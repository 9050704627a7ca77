"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { CallOutcome } from "./call-outcome";
import { useConfirm } from "./confirm-place";
import { typedFields } from "./form-fields";
import { useChangedFields } from "./use-changed-fields";
import { type CallTexts, useDeskCall } from "./use-desk-call";
import { useMarkedFields } from "./use-marked-fields";

type Props = {
  method?: "POST" | "PUT" | "PATCH" | "DELETE";
  action: string;
  /** The page to open when it is saved; this one when left out. */
  then?: string | undefined;
  /** Empties the fields when it is saved, so that the same is not added twice. */
  clears?: boolean;
  /** Asked before it is sent. */
  confirm?: string;
  texts: CallTexts & { saved: string };
  /** Says with `{fields}` which of them differ from what is stored. */
  unsaved?: string;
  className?: string;
  children: ReactNode;
};

/**
 * A form whose fields are sent as JSON by their names. What was typed stays after a refusal, and the wrong fields are marked. A button with `data-method`
 * or `data-confirm` has them in place of the form's.
 */
export function DeskForm({
  method = "POST",
  action,
  then,
  clears,
  confirm,
  texts,
  unsaved,
  className,
  children,
}: Props) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const { call, refusal, isBusy } = useDeskCall(texts);
  const asks = useConfirm();
  const [isSaved, setIsSaved] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const pressed = submitterOf(event);
    const question = pressed?.dataset.confirm ?? confirm;
    const fields = typedFields(new FormData(event.currentTarget, pressed));
    const yes = pressed?.textContent ?? "";
    if (question && !(await asks({ question, yes, isDangerous: pressed?.dataset.kind === "danger" }))) return;
    setIsSaved(false);
    const answer = await call(pressed?.dataset.method ?? method, action, fields);
    if (answer === null) return;
    setIsSaved(true);
    if (clears) form.current?.reset();
    if (then) router.push(then);
  }

  useMarkedFields(form, refusal);
  const changed = useChangedFields(form, unsaved !== undefined);

  return (
    <form ref={form} onSubmit={submit} aria-busy={isBusy} className={className}>
      <fieldset disabled={isBusy} className="contents">
        {children}
      </fieldset>
      {unsaved && changed.length > 0 && !isBusy && (
        <p role="status" className="text-quiet">
          {unsaved.replace("{fields}", changed.join(" · "))}
        </p>
      )}
      <CallOutcome refusal={refusal} saved={isSaved && !isBusy && texts.saved} className="mt-2" />
    </form>
  );
}

/** The button that was pressed counts as a field, as in a form that the browser sends. */
const submitterOf = (event: FormEvent<HTMLFormElement>): HTMLElement | null =>
  event.nativeEvent instanceof SubmitEvent ? event.nativeEvent.submitter : null;
