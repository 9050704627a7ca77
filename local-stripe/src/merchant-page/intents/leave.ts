/** Resolves only when the browser restores this page, so that the shopper can pay again. */
export function leaveFor(url: string): Promise<void> {
  return new Promise((resolve) => {
    const listen = ({ persisted }: PageTransitionEvent) => {
      if (!persisted) return;
      window.removeEventListener("pageshow", listen);
      resolve();
    };
    window.addEventListener("pageshow", listen);
    window.location.assign(url);
  });
}

/**
 * Whether a page is the local Stripe's. A script from js.stripe.com is one that somebody sends here, and then the pages have the local Stripe's own
 * address, which the script does not know.
 */
export function isOwnPage(url: string, scriptOrigin: string): boolean {
  const { origin, pathname } = new URL(url);
  if (origin === scriptOrigin) return true;
  return scriptOrigin === "https://js.stripe.com" && pathname.startsWith("/redirect/authorize/");
}
