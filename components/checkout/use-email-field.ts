"use client";
import { useRef, useState } from "react";
import type { Texts } from "@/i18n/messages";
import { parseEmail } from "@/lib/base/email-address";
import { emailProblemText } from "./problem-text";

/** An e-mail field of our own. */
export function useEmailField(known: string, texts: Texts<"checkout">["elements"]) {
  const field = useRef<HTMLInputElement>(null);
  const [value, setValue] = useState(known);
  const [problem, setProblem] = useState<string | null>(null);
  const parsed = parseEmail(value);
  const isEmpty = value.trim() === "";
  const wrong = parsed.ok ? null : emailProblemText(parsed.code, texts);

  return {
    field,
    value,
    isEmpty,
    problem,
    refuse: (why: string) => setProblem(why),
    change: (next: string) => {
      setValue(next);
      setProblem(null);
    },
    /** An empty field is reported only when the shopper pays. */
    leave: () => {
      if (!isEmpty) setProblem(wrong);
    },
    /** Returns the address; null, with a message at the field, when it can't be right. */
    check: (): string | null => {
      setProblem(isEmpty ? texts.emailMissing : wrong);
      return parsed.ok ? parsed.email : null;
    },
  };
}

export type EmailFieldControl = ReturnType<typeof useEmailField>;
