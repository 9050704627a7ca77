/** Whether a message to the page comes from a frame of Stripe's. @param stripeJsUrl the local Stripe's script, where there is one */
export function isStripeOrigin(origin: string, stripeJsUrl: string | null): boolean {
  if (stripeJsUrl) return origin === new URL(stripeJsUrl).origin;
  return /^https:\/\/([\w-]+\.)*stripe\.com$/.test(origin);
}
