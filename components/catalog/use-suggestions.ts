import { useEffect, useState } from "react";
import type { Locale } from "@/i18n/routing";

export type Suggestion = { href: string; name: string } & (
  | { kind: "product"; image: string; price: string }
  | { kind: "category" | "collection" }
);

type Row = typeof import("./suggestion-row").SuggestionRow;

/** `Row` shows one. It is loaded with the first answer, as no page needs it to be shown. */
type Suggestions = { suggestions: Suggestion[]; Row: Row | null };

const NONE: Suggestions = { suggestions: [], Row: null };

const PAUSE = 120;

/** Without an answer there are no suggestions, and searching still works. */
export function useSuggestions(text: string, locale: Locale): Suggestions {
  const [found, setFound] = useState(NONE);
  const query = text.trim();

  useEffect(() => {
    if (!query) return;
    const control = new AbortController();
    const { signal } = control;
    const timer = setTimeout(async () => {
      try {
        const params = new URLSearchParams({ q: query, locale });
        const [response, { SuggestionRow }] = await Promise.all([
          fetch(`/api/search?${params}`, { signal }),
          import("./suggestion-row"),
        ]);
        if (!response.ok) return;
        const { suggestions = [] }: { suggestions?: Suggestion[] } = await response.json();
        if (!signal.aborted) setFound({ suggestions, Row: SuggestionRow });
      } catch {
        // The browser is offline, or another letter was typed, so the list stays.
      }
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [query, locale]);

  return query ? found : NONE;
}
