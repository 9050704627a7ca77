"use client";

import { type FormEvent, useState } from "react";
import { z } from "zod/mini";
import { CallOutcome } from "../call-outcome";
import { ChoiceField, TextField } from "../field";
import { typedFields } from "../form-fields";
import { type CallTexts, useDeskCall } from "../use-desk-call";

type Texts = CallTexts &
  Record<
    | "lead"
    | "prefix"
    | "count"
    | "name"
    | "benefit"
    | "percent"
    | "amount"
    | "off"
    | "minimum"
    | "ends"
    | "make"
    | "file",
    string
  >;

const made = z.object({ csv: z.string() });

/** Makes codes that each work once, and offers them as a file. */
export function CodesForm({ texts }: { texts: Texts }) {
  const { call, refusal, isBusy } = useDeskCall(texts);
  const [csv, setCsv] = useState<string | null>(null);

  async function make(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setCsv(null);
    const body = typedFields(new FormData(event.currentTarget));
    const answer = made.safeParse(await call("POST", "/api/admin/discounts/codes", body));
    if (answer.success) setCsv(answer.data.csv);
  }

  return (
    <form onSubmit={make} aria-busy={isBusy} className="grid gap-3 sm:grid-cols-2">
      <p className="text-quiet sm:col-span-2">{texts.lead}</p>
      <TextField label={texts.prefix} name="prefix" pattern="[A-Za-z0-9]{2,12}" required autoComplete="off" />
      <TextField label={texts.count} name="count" inputMode="numeric" pattern="[0-9]{1,4}" required />
      <TextField label={texts.name} name="name" maxLength={200} required />
      <ChoiceField label={texts.benefit} name="benefit">
        <option value="percent">{texts.percent}</option>
        <option value="amount">{texts.amount}</option>
      </ChoiceField>
      <TextField label={texts.off} name="off" inputMode="decimal" required />
      <TextField label={texts.minimum} name="minimum" inputMode="decimal" />
      <TextField label={texts.ends} name="ends" type="datetime-local" />
      <button type="submit" className="desk-button self-end" disabled={isBusy}>
        {texts.make}
      </button>
      <CallOutcome refusal={refusal} className="sm:col-span-2" />
      {csv && (
        <p role="status" className="sm:col-span-2">
          <a
            href={`data:text/csv;charset=utf-8,${encodeURIComponent(csv)}`}
            download="codes.csv"
            className="desk-button"
          >
            {texts.file}
          </a>
        </p>
      )}
    </form>
  );
}
