import { useSyncExternalStore } from "react";

const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener("popstate", listener);
  return () => {
    listeners.delete(listener);
    window.removeEventListener("popstate", listener);
  };
}

/** The current query of the URL. A cached page is rendered with `onServer`, and the browser completes it after hydration. */
export function useLocationSearch(onServer = ""): URLSearchParams {
  const search = useSyncExternalStore(
    subscribe,
    () => window.location.search,
    () => onServer,
  );
  return new URLSearchParams(search);
}

/** Writes the query into the URL without loading anything. */
export function replaceLocationSearch(params: URLSearchParams): void {
  const query = params.size > 0 ? `?${params}` : "";
  window.history.replaceState(null, "", window.location.pathname + query);
  for (const listener of listeners) listener();
}
