"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { z } from "zod/mini";
import { CallOutcome } from "../call-outcome";
import { typedFields } from "../form-fields";
import { type CallTexts, useDeskCall } from "../use-desk-call";
import { useMarkedFields } from "../use-marked-fields";

type Props = {
  action: string;
  /** Where the page of it is, without its address. */
  page: string;
  slug: string;
  seen: string;
  /** Besides, for a rule: what it takes is shown before it is saved. */
  preview?: string;
  texts: CallTexts & { saved: string; save: string };
  children: ReactNode;
};

const saved = z.object({ slug: z.string() });
const look = z.object({ title: z.string(), goods: z.array(z.string()) });

/** The form of a category or a collection. What was typed stays after a refusal; with another address its page moves there. */
export function ListEditor({ action, page, slug, seen, preview, texts, children }: Props) {
  const router = useRouter();
  const form = useRef<HTMLFormElement>(null);
  const { call, refusal, isBusy } = useDeskCall(texts);
  const [isSaved, setIsSaved] = useState(false);
  const [shown, setShown] = useState<z.output<typeof look> | null>(null);
  useMarkedFields(form, refusal);

  const body = () => ({ ...(form.current ? typedFields(new FormData(form.current)) : {}), seen });

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setIsSaved(false);
    const answer = saved.safeParse(await call("PUT", action, body()));
    if (!answer.success) return;
    setIsSaved(true);
    if (answer.data.slug !== slug) router.replace(`${page}/${encodeURIComponent(answer.data.slug)}`);
  }

  async function see() {
    const answer = look.safeParse(await call("POST", `${action}/preview`, body(), { changes: false }));
    setShown(answer.success ? answer.data : null);
  }

  return (
    <form ref={form} onSubmit={save} onInput={() => setShown(null)} aria-busy={isBusy} className="grid gap-4">
      {/* After a save the fields are made anew, and would lose what was typed meanwhile. */}
      <fieldset key={seen} disabled={isBusy} className="contents">
        {children}
      </fieldset>
      <div className="sticky bottom-0 grid gap-3 border-t border-line bg-ground py-3">
        {shown && (
          <div role="status">
            <p className="font-medium">{shown.title}</p>
            <ul className="list-disc ps-5 sm:columns-2">
              {shown.goods.map((name, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two products may have one name
                <li key={`${index} ${name}`}>{name}</li>
              ))}
            </ul>
          </div>
        )}
        <CallOutcome refusal={refusal} saved={isSaved && !isBusy && texts.saved} className="max-w-prose" />
        <div className="flex flex-wrap gap-2">
          <button type="submit" data-kind="primary" className="desk-button" disabled={isBusy}>
            {texts.save}
          </button>
          {preview && (
            <button type="button" className="desk-button" disabled={isBusy} onClick={see}>
              {preview}
            </button>
          )}
        </div>
      </div>
    </form>
  );
}
