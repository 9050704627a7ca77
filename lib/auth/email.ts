import { z } from "zod";
import { parseEmail } from "@/lib/base/email-address";

/** Reads an e-mail address in the form that the store keeps; an issue's message is an `EmailProblem`. */
export const emailInput = z
  .string()
  .max(1000, "email_invalid")
  .transform((typed, context) => {
    const parsed = parseEmail(typed);
    if (parsed.ok) return parsed.email;
    context.addIssue({ code: "custom", message: parsed.code });
    return z.NEVER;
  });
