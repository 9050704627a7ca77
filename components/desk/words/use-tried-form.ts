"use client";

import { type FormEvent, useRef, useState } from "react";
import type { z } from "zod/mini";
import { typedFields } from "../form-fields";
import { type CallTexts, useDeskCall } from "../use-desk-call";
import { useMarkedFields } from "../use-marked-fields";

type Rules<Shown> = {
  action: string;
  /** What is sent beside the fields. */
  also: object;
  /** The version that the form was made from. */
  seen: number;
  /** What a look answers. */
  shown: z.ZodMiniType<Shown>;
};

/** A form that can be looked at before it is saved: what is typed is sent to the action's preview first, and changes nothing by that. */
export function useTriedForm<Shown>({ action, also, seen, shown }: Rules<Shown>, texts: CallTexts) {
  const { call, refusal, isBusy } = useDeskCall(texts);
  const form = useRef<HTMLFormElement>(null);
  const [looked, setLooked] = useState<Shown | null>(null);
  const [isSaved, setIsSaved] = useState(false);
  useMarkedFields(form, refusal);

  const typed = () => ({ ...(form.current ? typedFields(new FormData(form.current)) : {}), ...also });

  async function look() {
    setIsSaved(false);
    const read = shown.safeParse(await call("POST", `${action}/preview`, typed(), { changes: false }));
    setLooked(read.success ? read.data : null);
  }

  async function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setIsSaved(false);
    setLooked(null);
    if ((await call("POST", action, { ...typed(), seen })) !== null) setIsSaved(true);
  }

  return { form, looked, look, save, refusal, isBusy, isSaved: isSaved && !isBusy };
}
