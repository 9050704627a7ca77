/** In the browser's storage while somebody is signed in: writing it is what the other tabs hear. */
const KEY = "signed-in";

/** Other tabs are only notified of a change, so this may be called with every answer. */
export function notifyOtherTabs(signedIn: boolean): void {
  try {
    if (signedIn) localStorage.setItem(KEY, "yes");
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is switched off: other tabs learn it with their next page.
  }
}

/**
 * Calls `ask` when what this page shows of its shopper may be old: another tab signed in or out, or the browser went
 * back to a page that it had kept as it was. @returns what ends it.
 */
export function onShopperChange(ask: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    // `key` is null when everything was cleared.
    if (event.key === KEY || event.key === null) ask();
  };
  const onShow = (event: PageTransitionEvent) => {
    if (event.persisted) ask();
  };
  window.addEventListener("storage", onStorage);
  window.addEventListener("pageshow", onShow);
  return () => {
    window.removeEventListener("storage", onStorage);
    window.removeEventListener("pageshow", onShow);
  };
}
