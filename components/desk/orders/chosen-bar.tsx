"use client";

import Link from "next/link";
import { type FormEvent, useState } from "react";
import { z } from "zod/mini";
import { formatText } from "@/i18n/format-text";
import { CallOutcome } from "../call-outcome";
import { useConfirm } from "../confirm-place";
import { type CallTexts, useDeskCall } from "../use-desk-call";
import { type PapersTexts, PrintChosen } from "./print-chosen";

export type BulkTexts = CallTexts & { count: string; tag: string; add: string; none: string };

/** For staff who send and print; absent for others. */
export type SendTexts = { send: string; confirm: string; sent: string; pick: string };

type Props = {
  texts: BulkTexts;
  papers: PapersTexts | null;
  /** What takes them out as CSV is called; null for staff who may not. */
  csv: string | null;
  sending: SendTexts | null;
  chosen: readonly string[];
  onNone: () => void;
  onDone: () => void;
};

const sentAnswer = z.object({
  sent: z.array(z.string()),
  refused: z.array(z.object({ number: z.string(), message: z.string() })),
});

/** What one can do with all orders that are chosen. */
export function ChosenBar({ texts, papers, csv, sending, chosen, onNone, onDone }: Props) {
  const { call, refusal, isBusy } = useDeskCall(texts);
  const asks = useConfirm();
  const [result, setResult] = useState<z.output<typeof sentAnswer> | null>(null);

  async function addTag(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const tag = new FormData(event.currentTarget).get("tag");
    const answer = await call("POST", "/api/admin/orders/tags", { numbers: chosen, tag });
    if (answer === null) return;
    onNone();
    onDone();
  }

  async function send({ confirm, send: yes }: SendTexts) {
    if (!(await asks({ question: formatText(confirm, { count: chosen.length }), yes }))) return;
    const answer = sentAnswer.safeParse(await call("POST", "/api/admin/orders/send", { numbers: chosen }));
    if (!answer.success) return;
    setResult(answer.data);
    onDone();
  }

  return (
    <div className="sticky bottom-0 z-10 flex flex-wrap items-center gap-3 border-t border-line bg-raised p-3">
      <p role="status">{formatText(texts.count, { count: chosen.length })}</p>
      {sending && (
        <Link
          href={`/admin/orders/pick?${new URLSearchParams({ numbers: chosen.join(",") })}`}
          prefetch={false}
          className="desk-button"
        >
          {sending.pick}
        </Link>
      )}
      {sending && (
        <button
          type="button"
          disabled={isBusy}
          data-kind="primary"
          className="desk-button"
          onClick={() => send(sending)}
        >
          {sending.send}
        </button>
      )}
      {papers && <PrintChosen key={chosen.join(" ")} texts={{ ...papers, ...texts }} chosen={chosen} />}
      {csv && (
        <a
          href={`/api/admin/orders/export?${new URLSearchParams({ numbers: chosen.join(",") })}`}
          download
          className="desk-button"
        >
          {csv}
        </a>
      )}
      <form onSubmit={addTag} className="flex flex-wrap gap-2">
        <input
          name="tag"
          required
          maxLength={40}
          aria-label={texts.tag}
          placeholder={texts.tag}
          className="desk-control w-40"
        />
        <button type="submit" disabled={isBusy} className="desk-button">
          {texts.add}
        </button>
      </form>
      <button type="button" onClick={onNone} className="desk-button">
        {texts.none}
      </button>
      {result && sending && (
        <div role="status" className="w-full">
          <p className="text-good">{formatText(sending.sent, { count: result.sent.length })}</p>
          <ul className="text-bad">
            {result.refused.map(({ number, message }) => (
              <li key={number}>{`${number}: ${message}`}</li>
            ))}
          </ul>
        </div>
      )}
      <CallOutcome refusal={refusal} />
    </div>
  );
}
