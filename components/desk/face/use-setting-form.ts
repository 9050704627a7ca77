"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { type CallTexts, useDeskCall } from "../use-desk-call";

type Values = Readonly<Record<string, string>>;

/** What a page's fields hold, and the version of the setting that it was made from. */
export type GivenSetting = { version: number; values: Values };

/**
 * The fields of a setting, by their paths, which a preview shows while they are typed. What was typed stays after a refusal, and when somebody else has saved
 * meanwhile; it gives way to what is stored after a change of one's own.
 */
export function useSettingForm(action: string, given: GivenSetting, texts: CallTexts) {
  const { call, refusal, isBusy } = useDeskCall(texts);
  const [seen, setSeen] = useState(given.version);
  const [values, setValues] = useState(given.values);
  const [isSaved, setIsSaved] = useState(false);
  const form = useRef<HTMLFormElement>(null);

  if (given.version !== seen) {
    setSeen(given.version);
    setValues(given.values);
  }

  function put(changes: Values) {
    setValues((before) => ({ ...before, ...changes }));
    setIsSaved(false);
  }

  function putAll(next: Values) {
    setValues(next);
    setIsSaved(false);
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setIsSaved(false);
    if ((await call("POST", action, { seen, values })) !== null) setIsSaved(true);
  }

  // The first field that is wrong may be far above the button.
  useEffect(() => {
    if (refusal?.each.length) form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [refusal]);

  const problemAt = (path: string): string | undefined =>
    refusal?.each
      .filter(({ field }) => field === `values.${path}`)
      .map(({ message }) => message)
      .join(" ") || undefined;
  const isChanged = Object.entries({ ...given.values, ...values }).some(
    ([path]) => (given.values[path] ?? "") !== (values[path] ?? ""),
  );
  return { form, values, put, putAll, submit, problemAt, refusal, isBusy, isSaved, isChanged };
}
