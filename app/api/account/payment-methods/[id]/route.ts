import { ownRequest } from "@/lib/customers/own-request.server";
import { removePaymentMethod } from "@/lib/customers/payment-methods.server";
import { apiError } from "@/lib/http/api-error";

/** Seconds: Stripe may be slow, and may be asked again. */
export const maxDuration = 60;

type Context = { params: Promise<{ id: string }> };

/** Takes a payment method off the account: 204. */
export async function DELETE(request: Request, { params }: Context): Promise<Response> {
  const own = await ownRequest(request, "change");
  if (!own.ok) return own.answer;
  const removed = await removePaymentMethod(own.customer, (await params).id);
  return removed.ok ? new Response(null, { status: 204 }) : apiError(removed.code, own.locale);
}
