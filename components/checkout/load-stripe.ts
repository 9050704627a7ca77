import type { Stripe } from "@stripe/stripe-js";

/**
 * The one place where Stripe.js enters a page. With `scriptUrl` (the local Stripe) that script comes first and
 * defines `window.Stripe`, which `loadStripe` then uses.
 *
 * @throws when a script can't be loaded; calling again tries again.
 */
export async function loadStripeJs(publishableKey: string, scriptUrl: string | null): Promise<Stripe> {
  if (scriptUrl) await loadScript(scriptUrl);
  const { loadStripe } = await import("@stripe/stripe-js/pure");
  const stripe = await loadStripe(publishableKey);
  if (!stripe) throw new Error("Stripe.js needs a browser");
  return stripe;
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
