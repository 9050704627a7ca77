import type { Stripe, StripeConstructorOptions } from "@stripe/stripe-js";

export type MakeStripe = (options?: StripeConstructorOptions) => Promise<Stripe>;

/**
 * The only place that loads Stripe.js. `scriptUrl` (the local Stripe) comes first and defines `window.Stripe`. @throws when a script can't be loaded;
 * another call tries again
 */
export async function loadStripeJs(publishableKey: string, scriptUrl: string | null): Promise<MakeStripe> {
  if (scriptUrl) await loadScript(scriptUrl);
  // Not `/pure`: this import loads the script before the page's options are known.
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
