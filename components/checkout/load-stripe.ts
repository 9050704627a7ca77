import type { Stripe, StripeConstructorOptions } from "@stripe/stripe-js";

export type MakeStripe = (options?: StripeConstructorOptions) => Promise<Stripe>;

/**
 * The one place where Stripe.js enters a page; resolves when it is there. With `scriptUrl` (the local Stripe) that
 * script comes first and defines `window.Stripe`, which Stripe's package then uses.
 *
 * @throws when a script can't be loaded; calling again tries again.
 */
export async function loadStripeJs(publishableKey: string, scriptUrl: string | null): Promise<MakeStripe> {
  if (scriptUrl) await loadScript(scriptUrl);
  // Not `/pure`: importing this one fetches the script, before it is known which options the page will need.
  const { loadStripe } = await import("@stripe/stripe-js");
  return async (options) => {
    const stripe = await loadStripe(publishableKey, options);
    if (!stripe) throw new Error("Stripe.js needs a browser");
    return stripe;
  };
}

const scripts = new Map<string, Promise<void>>();

function loadScript(url: string): Promise<void> {
  const known = scripts.get(url);
  if (known) return known;
  const loading = new Promise<void>((resolve, reject) => {
    const script = document.createElement("script");
    script.src = url;
    script.onload = () => resolve();
    script.onerror = () => {
      scripts.delete(url);
      script.remove();
      reject(new Error(`${url} could not be loaded`));
    };
    document.head.append(script);
  });
  scripts.set(url, loading);
  return loading;
}
