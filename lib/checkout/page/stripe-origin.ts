/** Whether a message comes from Stripe's frames. `stripeJsUrl` is the local Stripe's script; null with the real one. */
export function isStripeOrigin(origin: string, stripeJsUrl: string | null): boolean {
  if (stripeJsUrl) return origin === new URL(stripeJsUrl).origin;
  return /^https:\/\/([\w-]+\.)*stripe\.com$/.test(origin);
}
