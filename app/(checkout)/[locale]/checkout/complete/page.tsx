import { readPaymentIntentId } from "@/lib/ids";
import { settleAndRedirect } from "../settle-and-redirect";

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ payment_intent?: string | string[] }>;
};

/** Back from a bank, with the PaymentIntent that Stripe adds to the address. */
export default async function CheckoutCompletePage({ params, searchParams }: Props) {
  const [{ locale }, { payment_intent }] = await Promise.all([params, searchParams]);
  return settleAndRedirect(locale, readPaymentIntentId(payment_intent));
}
