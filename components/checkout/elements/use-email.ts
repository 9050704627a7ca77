"use client";
import type { StripeCheckoutElementsValue } from "@stripe/react-stripe-js/checkout";
import { useRef, useState } from "react";
import { parseEmail } from "@/lib/base/email-address";
import type { CheckoutTexts } from "@/lib/checkout/page/texts";
import { emailProblemText } from "../problem-text";
import type { Tasks } from "../use-task-queue";

type Options = {
  checkout: StripeCheckoutElementsValue;
  tasks: Tasks;
  known: string;
  texts: CheckoutTexts["elements"];
};

/** The shopper's e-mail address in a field of the store's own, told to the session when the field is left. */
export function useEmail({ checkout, tasks, known, texts }: Options) {
  const field = useRef<HTMLInputElement>(null);
  const [value, setValue] = useState(checkout.email ?? known);
  const [problem, setProblem] = useState<string | null>(null);

  /** For a task that is already in the queue. True: the session has the address. */
  async function commit(): Promise<boolean> {
    if (value.trim() === "") return refuse(texts.emailMissing);
    const parsed = parseEmail(value);
    if (!parsed.ok) return refuse(emailProblemText(parsed.code, texts));
    if (parsed.email === checkout.email) return true;
    const result = await checkout.updateEmail(parsed.email).catch(() => null);
    if (result?.type === "success") return true;
    return refuse(result ? texts.emailWrong : texts.updates.stripe);
  }

  function refuse(why: string): false {
    setProblem(why);
    return false;
  }

  return {
    field,
    value,
    problem,
    commit,
    change: (next: string) => {
      setValue(next);
      setProblem(null);
    },
    leave: () => {
      if (value.trim() !== "") void tasks.run(commit);
    },
  };
}

export type EmailControl = ReturnType<typeof useEmail>;
