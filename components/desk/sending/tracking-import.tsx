"use client";

import { type ChangeEvent, type FormEvent, useState } from "react";
import { z } from "zod/mini";
import { formatText } from "@/i18n/format-text";
import { CallOutcome } from "../call-outcome";
import { useConfirm } from "../confirm-place";
import { LongField } from "../field";
import { type CallTexts, useDeskCall } from "../use-desk-call";
import { WideTable } from "../wide-table";

type Texts = CallTexts &
  Record<
    "file" | "paste" | "pasteHint" | "send" | "confirm" | "sent" | "line" | "order" | "result" | "hasLeft",
    string
  >;

const answer = z.object({
  rows: z.array(
    z.object({
      line: z.number(),
      order: z.string(),
      sent: z.boolean(),
      tracking: z.optional(z.string()),
      message: z.optional(z.string()),
    }),
  ),
});

/** Takes a carrier's file with tracking numbers, and shows what came of each row. A file is read into the field, so that it can be looked at first. */
export function TrackingImport({ texts }: { texts: Texts }) {
  const { call, refusal, isBusy } = useDeskCall(texts);
  const asks = useConfirm();
  const [csv, setCsv] = useState("");
  const [rows, setRows] = useState<z.output<typeof answer>["rows"] | null>(null);

  async function choose({ target }: ChangeEvent<HTMLInputElement>) {
    const file = target.files?.[0];
    if (file) setCsv(await file.text());
  }

  async function send(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!(await asks({ question: texts.confirm, yes: texts.send }))) return;
    setRows(null);
    const read = answer.safeParse(await call("POST", "/api/admin/orders/tracking", { csv }));
    if (read.success) setRows(read.data.rows);
  }

  return (
    <>
      <form onSubmit={send} aria-busy={isBusy} className="grid gap-3">
        <label className="grid gap-1 font-medium">
          {texts.file}
          <input type="file" accept=".csv,.txt,text/csv" onChange={choose} className="desk-control py-1.5" />
        </label>
        <LongField
          label={texts.paste}
          hint={texts.pasteHint}
          value={csv}
          onChange={({ target }) => setCsv(target.value)}
          rows={6}
          required
          spellCheck={false}
          className="font-mono text-sm"
        />
        <button
          type="submit"
          data-kind="primary"
          disabled={isBusy}
          className="desk-button justify-self-start"
        >
          {texts.send}
        </button>
      </form>
      <CallOutcome refusal={refusal} className="mt-3" />
      {rows && (
        <div className="mt-4 grid gap-2">
          <p role="status" className="text-good">
            {formatText(texts.sent, { count: rows.filter(({ sent }) => sent).length })}
          </p>
          <WideTable label={texts.result} columns={[texts.line, texts.order, texts.result]}>
            <tbody>
              {rows.map((row) => (
                <tr key={row.line}>
                  <td className="figures">{row.line}</td>
                  <th scope="row" className="figures whitespace-nowrap">
                    {row.order}
                  </th>
                  <td className={row.sent ? "text-good" : "text-bad"}>
                    {row.sent ? `${texts.hasLeft} ${row.tracking ?? ""}` : row.message}
                  </td>
                </tr>
              ))}
            </tbody>
          </WideTable>
        </div>
      )}
    </>
  );
}
