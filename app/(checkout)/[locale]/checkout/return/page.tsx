import { readSessionId } from "@/lib/base/ids";
import { returnedPage } from "../returned-page";

export const maxDuration = 60;

type Props = {
  params: Promise<{ locale: string }>;
  searchParams: Promise<{ session_id?: string | string[] }>;
};

/** The page after a Checkout Session, with the id that Stripe puts into the return URL. */
export default async function CheckoutReturnPage({ params, searchParams }: Props) {
  const [{ locale: parameter }, { session_id }] = await Promise.all([params, searchParams]);
  const attemptId = readSessionId(session_id);
  return returnedPage({ parameter, attemptId, path: `/checkout/return?session_id=${attemptId}` });
}
