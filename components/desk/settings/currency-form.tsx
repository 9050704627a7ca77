"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import type { z } from "zod/mini";
import { useHydrated } from "@/components/ui/use-hydrated";
import { CallOutcome } from "../call-outcome";
import { ChoiceField, TextField } from "../field";
import { type CallTexts, useDeskCall } from "../use-desk-call";
import { useMarkedFields } from "../use-marked-fields";
import { CurrencyTrialView, currencyTrial, type TrialTexts } from "./currency-trial-view";

type Row = { code: string; rate: string; rounding: string; countries: string };

type Texts = CallTexts &
  TrialTexts &
  Record<
    | "saved"
    | "rate"
    | "rateHint"
    | "rounding"
    | "countries"
    | "countriesHint"
    | "end"
    | "add"
    | "addButton"
    | "none"
    | "look"
    | "save"
    | "same",
    string
  >;

type Props = {
  rows: readonly Row[];
  /** The version of the setting that the rows are of. */
  seen: number;
  /** All that may be added, with their names. */
  choices: readonly { code: string; name: string }[];
  roundings: readonly { value: string; name: string }[];
  texts: Texts;
};

const CALL = "/api/admin/settings/currencies";

/** The currencies that are sold in. First it shows what that changes, and what some goods would cost; the second button saves what was looked at. */
export function CurrencyForm({ rows: given, seen, choices, roundings, texts }: Props) {
  const form = useRef<HTMLFormElement>(null);
  const { call, refusal, isBusy } = useDeskCall(texts);
  const [version, setVersion] = useState(seen);
  const [rows, setRows] = useState(given);
  const chosen = useRef<HTMLSelectElement>(null);
  const isReady = useHydrated();
  const [looked, setLooked] = useState<z.output<typeof currencyTrial> | null>(null);
  const [isSaved, setIsSaved] = useState(false);
  useMarkedFields(form, refusal);
  // The first field that is wrong may be far above the button.
  useEffect(() => {
    if (refusal?.each.length) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusal]);
  if (version !== seen) {
    setVersion(seen);
    setRows(given);
  }

  function change(next: readonly Row[]) {
    setRows(next);
    setLooked(null);
    setIsSaved(false);
  }

  const edit = (index: number, part: Partial<Row>) =>
    change(rows.map((row, at) => (at === index ? { ...row, ...part } : row)));

  async function look(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setLooked(null);
    setIsSaved(false);
    const answer = await call("POST", `${CALL}/preview`, { list: rows }, { changes: false });
    const read = currencyTrial.safeParse(answer);
    if (read.success) setLooked(read.data);
  }

  async function save() {
    if ((await call("POST", CALL, { seen, list: rows })) === null) return;
    setLooked(null);
    setIsSaved(true);
  }

  const problemAt = (index: number, part: keyof Row): string | undefined =>
    refusal?.each
      .filter(({ field }) => field === `list.${index}.${part}`)
      .map(({ message }) => message)
      .join(" ") || undefined;
  const nameOf = (code: string) => choices.find((one) => one.code === code)?.name ?? code.toUpperCase();
  const left = choices.filter(({ code }) => !rows.some((row) => row.code === code));
  /** Read from the page, as it may have been chosen before the scripts ran. */
  function addChosen() {
    const code = chosen.current?.value;
    if (!code) return;
    change([...rows, { code, rate: "", rounding: "exact", countries: "" }]);
    if (chosen.current) chosen.current.value = "";
  }

  return (
    <form ref={form} onSubmit={look} aria-busy={isBusy} className="grid gap-5">
      {rows.length === 0 && <p className="text-quiet">{texts.none}</p>}
      {rows.map((row, index) => (
        <fieldset
          key={row.code}
          className="grid items-start gap-4 border-t border-line pt-4 sm:grid-cols-[1fr_1.6fr_1fr]"
        >
          <legend className="float-left w-full font-medium first-letter:uppercase sm:col-span-3">
            {nameOf(row.code)}
          </legend>
          {problemAt(index, "code") && <p className="text-bad sm:col-span-3">{problemAt(index, "code")}</p>}
          <TextField
            label={texts.rate}
            hint={texts.rateHint}
            problem={problemAt(index, "rate")}
            name={`list.${index}.rate`}
            inputMode="decimal"
            autoComplete="off"
            maxLength={40}
            required
            value={row.rate}
            onChange={({ target }) => edit(index, { rate: target.value })}
          />
          <ChoiceField
            label={texts.rounding}
            problem={problemAt(index, "rounding")}
            name={`list.${index}.rounding`}
            value={row.rounding}
            onChange={({ target }) => edit(index, { rounding: target.value })}
          >
            {roundings.map(({ value, name }) => (
              <option key={value} value={value}>
                {name}
              </option>
            ))}
          </ChoiceField>
          <TextField
            label={texts.countries}
            hint={texts.countriesHint}
            problem={problemAt(index, "countries")}
            name={`list.${index}.countries`}
            autoComplete="off"
            maxLength={1000}
            value={row.countries}
            onChange={({ target }) => edit(index, { countries: target.value })}
          />
          <button
            type="button"
            data-kind="danger"
            aria-label={`${texts.end}: ${nameOf(row.code)}`}
            onClick={() => change(rows.filter((_, at) => at !== index))}
            className="desk-button justify-self-start sm:col-span-3"
          >
            {texts.end}
          </button>
        </fieldset>
      ))}
      <div className="flex flex-wrap items-end gap-3 border-t border-line pt-4">
        <div className="min-w-0 grow sm:max-w-sm">
          <ChoiceField label={texts.add} ref={chosen} defaultValue="">
            <option value="">–</option>
            {left.map(({ code, name }) => (
              <option key={code} value={code}>
                {name}
              </option>
            ))}
          </ChoiceField>
        </div>
        <button type="button" disabled={!isReady} onClick={addChosen} className="desk-button">
          {texts.addButton}
        </button>
      </div>
      <button type="submit" disabled={isBusy} className="desk-button justify-self-start">
        {texts.look}
      </button>
      <CallOutcome refusal={refusal} saved={isSaved && !isBusy && texts.saved} />
      {looked && (
        <CurrencyTrialView trial={looked} texts={texts}>
          {looked.changes.length > 0 && (
            <button
              type="button"
              data-kind="primary"
              disabled={isBusy}
              onClick={save}
              className="desk-button justify-self-start"
            >
              {texts.save}
            </button>
          )}
        </CurrencyTrialView>
      )}
    </form>
  );
}
