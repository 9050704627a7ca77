/** Whether a message comes from Stripe's frames. @param stripeJsUrl the local Stripe's script, if any */
export function isStripeOrigin(origin: string, stripeJsUrl: string | null): boolean {
  if (stripeJsUrl) return origin === new URL(stripeJsUrl).origin;
  return /^https:\/\/([\w-]+\.)*stripe\.com$/.test(origin);
}
