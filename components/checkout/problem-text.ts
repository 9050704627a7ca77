import type { Texts } from "@/i18n/messages";
import type { EmailProblem } from "@/lib/base/email-address";
import type { UpdateOutcome } from "@/lib/checkout/elements/run-update";

/** The store's message for a failed update, or our own when there was no answer. */
export function problemText(
  outcome: Extract<UpdateOutcome, { ok: false }>,
  texts: Texts<"checkout">["elements"],
): string {
  if (outcome.message !== null) return outcome.message;
  switch (outcome.code) {
    case "network":
    case "timeout":
    case "not_refreshed":
      return texts.updates[outcome.code];
    default:
      return texts.updates.network;
  }
}

export function emailProblemText(code: EmailProblem, texts: Texts<"checkout">["elements"]): string {
  return code === "email_unsupported" ? texts.emailUnsupported : texts.emailWrong;
}
