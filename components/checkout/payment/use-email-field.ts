"use client";
import { useRef, useState } from "react";
import type { CheckoutTexts } from "@/lib/checkout/texts";

const LOOKS_LIKE_EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** The shopper's e-mail address: it goes with the payment, so that it is checked here only for slips. */
export function useEmailField(known: string, texts: CheckoutTexts["elements"]) {
  const field = useRef<HTMLInputElement>(null);
  const [value, setValue] = useState(known);
  const [problem, setProblem] = useState<string | null>(null);
  const email = value.trim();
  const wrong = LOOKS_LIKE_EMAIL.test(email) ? null : texts.emailWrong;

  return {
    field,
    value,
    problem,
    change: (next: string) => {
      setValue(next);
      setProblem(null);
    },
    leave: () => {
      if (email !== "") setProblem(wrong);
    },
    /** Null, and told at the field, when there is none that could be right. */
    check: (): string | null => {
      const found = email === "" ? texts.emailMissing : wrong;
      setProblem(found);
      if (found === null) return email;
      field.current?.focus();
      return null;
    },
  };
}

export type EmailFieldControl = ReturnType<typeof useEmailField>;
