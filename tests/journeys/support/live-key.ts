/** A key as Stripe makes it, not what only speaks of one. */
const LIVE_KEY = /\b[psr]k_live_\w{6,}/;

/** What of a text is a live key, without the part that is a secret; null when there is none. */
export const liveKeyIn = (text: string): string | null => LIVE_KEY.exec(text)?.[0].slice(0, 11) ?? null;

const PAGES = ["/", "/cart", "/checkout/embedded", "/checkout/elements", "/checkout/payment"];

/**
 * Looks for a live key in what a store shows to anybody, without a browser: its pages and their scripts. Nothing is sent but GET.
 *
 * @returns where one is; null when none was found @throws Error when the store does not answer
 */
export async function findLiveKey(store: string): Promise<string | null> {
  const scripts = new Set<string>();
  for (const path of PAGES) {
    const html = await read(new URL(path, store).href);
    if (liveKeyIn(html)) return path;
    for (const [, src = ""] of html.matchAll(/<script[^>]+src="([^"]+)"/g))
      scripts.add(new URL(src.replaceAll("&amp;", "&"), store).href);
  }
  for (const script of scripts) if (liveKeyIn(await read(script).catch(() => ""))) return script;
  return null;
}

async function read(url: string): Promise<string> {
  const response = await fetch(url).catch((error: unknown) => {
    const { cause } = error instanceof Error ? error : { cause: error };
    throw new Error(`${url} does not answer: ${cause instanceof Error ? cause.message : String(error)}`);
  });
  return response.text();
}
