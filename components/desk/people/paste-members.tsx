"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import { CallOutcome } from "../call-outcome";
import { LongField } from "../field";
import { type CallTexts, useDeskCall } from "../use-desk-call";

type Props = {
  action: string;
  texts: CallTexts & Record<"emails" | "hint" | "add" | "remove" | "changed" | "unknown", string>;
};

/** A pasted list of addresses: puts their accounts in or takes them out, and shows which addresses no account has. */
export function PasteMembers({ action, texts }: Props) {
  const router = useRouter();
  const { call, refusal, isBusy } = useDeskCall(texts);
  const [done, setDone] = useState<{ changed: number; unknown: string[] } | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const { submitter } = event.nativeEvent as SubmitEvent;
    const act = submitter instanceof HTMLButtonElement ? submitter.value : "add";
    const emails = String(new FormData(event.currentTarget).get("emails") ?? "");
    setDone(null);
    const answer = await call("POST", action, { emails, act });
    if (answer === null) return;
    const { changed, unknown }: { changed?: unknown; unknown?: unknown } = answer ?? {};
    setDone({ changed: Number(changed), unknown: Array.isArray(unknown) ? unknown.map(String) : [] });
    router.refresh();
  }

  return (
    <form onSubmit={submit} aria-busy={isBusy} className="grid gap-3">
      <LongField label={texts.emails} hint={texts.hint} name="emails" rows={4} required />
      <p className="flex flex-wrap gap-2">
        <button type="submit" value="add" disabled={isBusy} className="desk-button">
          {texts.add}
        </button>
        <button type="submit" value="remove" disabled={isBusy} className="desk-button">
          {texts.remove}
        </button>
      </p>
      <CallOutcome refusal={refusal} />
      {done && (
        <div role="status">
          <p className="text-good">{texts.changed.replace("%", String(done.changed))}</p>
          {done.unknown.length > 0 && (
            <p className="text-warn [overflow-wrap:anywhere]">{`${texts.unknown} ${done.unknown.join(", ")}`}</p>
          )}
        </div>
      )}
    </form>
  );
}
