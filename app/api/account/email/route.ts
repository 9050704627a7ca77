import { after } from "next/server";
import { z } from "zod";
import { setPendingEmail } from "@/lib/auth/email-change-pending.server";
import { askForEmailChange } from "@/lib/customers/change-email.server";
import { ownFields, readOwnForm } from "@/lib/customers/own-form.server";
import { db } from "@/lib/db/client";
import { drainOutbox } from "@/lib/jobs/drain-outbox.server";

/** Seconds: Stripe may be slow, and may be asked again. */
export const maxDuration = 60;

const schema = z.object({ ...ownFields, email: z.string().max(1000) });

/** Asks for another e-mail address of the account: a code is sent there. The same for every address but one's own. */
export async function POST(request: Request): Promise<Response> {
  const form = await readOwnForm(request, schema);
  if (!form.ok) return form.refusal;
  const { customer } = form.signIn;
  const asked = await askForEmailChange(db(), customer, form.data.email, request.headers);
  if (!asked.ok) return form.answer.problem(asked);
  await setPendingEmail(customer.id, asked.email);
  after(() => drainOutbox());
  return form.answer.done({}, { email: asked.email });
}
