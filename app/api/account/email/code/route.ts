import { after } from "next/server";
import { z } from "zod";
import { clearPendingEmail, readPendingEmail } from "@/lib/auth/email-change-pending.server";
import { codeField } from "@/lib/auth/form";
import { changeEmail } from "@/lib/customers/change-email.server";
import { ownFields, readOwnForm } from "@/lib/customers/own-form.server";
import { db } from "@/lib/db/client";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";

/** Seconds: Stripe may be slow, and may be asked again. */
export const maxDuration = 60;

const schema = z.object({ ...ownFields, code: codeField });

/** The code that was sent to the new address: right, the account has it from now on. */
export async function POST(request: Request): Promise<Response> {
  const form = await readOwnForm(request, schema);
  if (!form.ok) return form.refusal;
  const { customer, token } = form.signIn;
  const email = await readPendingEmail(customer.id);
  if (!email) return form.answer.problem({ code: "code_expired" });
  const proof = { customerId: customer.id, email, code: form.data.code, signInToken: token };
  const changed = await changeEmail(db(), proof);
  if (changed.ok || changed.code === "email_taken") await clearPendingEmail();
  if (!changed.ok) return form.answer.problem(changed);
  after(() => drainOutbox());
  return form.answer.done({ changed: true }, { email });
}
