import { useEffect, useState } from "react";
import type { Locale } from "@/i18n/routing";

type Suggestion = { href: string; name: string } & (
  | { kind: "product"; image: string; price: string }
  | { kind: "category" | "collection" }
);

const PAUSE = 120;

/** Without an answer there are no suggestions, and searching still works. */
export function useSuggestions(text: string, locale: Locale): Suggestion[] {
  const [found, setFound] = useState<Suggestion[]>([]);
  const query = text.trim();

  useEffect(() => {
    if (!query) return;
    const control = new AbortController();
    const timer = setTimeout(async () => {
      try {
        const params = new URLSearchParams({ q: query, locale });
        const response = await fetch(`/api/search?${params}`, { signal: control.signal });
        if (!response.ok) return;
        const { suggestions }: { suggestions?: Suggestion[] } = await response.json();
        setFound(suggestions ?? []);
      } catch {
        // The browser is offline, or another letter was typed, so the list stays.
      }
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [query, locale]);

  return query ? found : [];
}
