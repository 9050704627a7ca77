import { ownRequest } from "@/lib/customers/own-request.server";
import { makeDefaultMethod } from "@/lib/customers/payment-methods.server";
import { apiError } from "@/lib/http/api-error";

/** Seconds: Stripe may be slow, and may be asked again. */
export const maxDuration = 60;

type Context = { params: Promise<{ id: string }> };

/** Makes a payment method the account's default: 204. */
export async function POST(request: Request, { params }: Context): Promise<Response> {
  const own = await ownRequest(request, "change");
  if (!own.ok) return own.answer;
  const changed = await makeDefaultMethod(own.customer, (await params).id);
  return changed.ok ? new Response(null, { status: 204 }) : apiError(changed.code, own.locale);
}
