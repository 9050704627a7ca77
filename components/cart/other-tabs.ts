/** This key is in the browser's storage while somebody is signed in, so that other tabs are told of changes. */
const KEY = "signed-in";

/** May be called with every answer, as other tabs are told only of changes. */
export function notifyOtherTabs(signedIn: boolean): void {
  try {
    if (signedIn) localStorage.setItem(KEY, "yes");
    else localStorage.removeItem(KEY);
  } catch {
    // Storage is off, so other tabs notice the change with their next page.
  }
}

/**
 * Calls `ask` when the shopper may have changed: in another tab, or when the browser shows a page from its memory. @returns a function that stops it
 */
export function onShopperChange(ask: () => void): () => void {
  const onStorage = (event: StorageEvent) => {
    // `key` is null after everything was cleared.
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
