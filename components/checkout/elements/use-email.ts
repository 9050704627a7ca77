"use client";
import type { StripeCheckoutElementsValue } from "@stripe/react-stripe-js/checkout";
import type { Texts } from "@/i18n/messages";
import { useEmailField } from "../use-email-field";
import type { Tasks } from "../use-task-queue";

type Options = {
  checkout: StripeCheckoutElementsValue;
  tasks: Tasks;
  known: string;
  texts: Texts<"checkout">["elements"];
};

/** The e-mail address is sent to the session when the field loses the focus. */
export function useEmail({ checkout, tasks, known, texts }: Options) {
  const email = useEmailField(checkout.email ?? known, texts);

  async function commit(): Promise<boolean> {
    const address = email.check();
    if (address === null) return false;
    if (address === checkout.email) return true;
    const result = await checkout.updateEmail(address).catch(() => null);
    if (result?.type === "success") return true;
    email.refuse(result ? texts.emailWrong : texts.updates.stripe);
    return false;
  }

  return {
    ...email,
    commit,
    leave: () => {
      if (!email.isEmpty) void tasks.run(commit);
    },
  };
}

export type EmailControl = ReturnType<typeof useEmail>;
