import { readPaymentIntentId } from "@/lib/base/ids";
import { returnedPage } from "../returned-page";

export const maxDuration = 60;

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ payment_intent?: string | string[] }>;
};

/** The page after a bank's, with the PaymentIntent that Stripe adds to the URL. */
export default async function CheckoutCompletePage({ params, searchParams }: Props) {
  const [{ locale: parameter }, { payment_intent }] = await Promise.all([params, searchParams]);
  const attemptId = readPaymentIntentId(payment_intent);
  return returnedPage({ parameter, attemptId, path: `/checkout/complete?payment_intent=${attemptId}` });
}
