"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, type KeyboardEvent, useId, useRef, useState } from "react";
import { SearchIcon } from "@/components/ui/icons";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { useSuggestions } from "./use-suggestions";

export type SearchLabels = {
  label: string;
  hint: string;
  submit: string;
  suggestions: string;
  category: string;
  collection: string;
};

type Props = {
  locale: Locale;
  labels: SearchLabels;
  query?: string;
  size?: "small" | "large";
};

/** A combobox: arrows move through the suggestions, and Enter searches. */
export function SearchBox({ locale, labels, query = "", size = "small" }: Props) {
  const router = useRouter();
  const id = useId();
  const root = useRef<HTMLFormElement>(null);
  const [text, setText] = useState(query);
  const [open, setOpen] = useState(false);
  const [active, setActive] = useState(-1);
  const { suggestions, Row } = useSuggestions(open ? text : "", locale);
  const shown = open && suggestions.length > 0;
  const chosen = suggestions[active];

  const go = (href: string) => {
    setOpen(false);
    router.push(href);
  };

  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && shown) {
      event.preventDefault();
      const count = suggestions.length + 1;
      setActive(((active + 1 + step + count) % count) - 1);
    } else if (event.key === "Escape" && open) {
      event.preventDefault();
      setOpen(false);
      setActive(-1);
    } else if (event.key === "Enter" && shown && chosen) {
      event.preventDefault();
      go(chosen.href);
    }
  };

  const onSubmit = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim()) go(`${localPath(locale, "/search")}?${new URLSearchParams({ q: text.trim() })}`);
  };

  return (
    // biome-ignore lint/a11y/useSemanticElements: the search element is not yet in every browser
    <form
      ref={root}
      role="search"
      aria-label={size === "large" ? labels.label : labels.submit}
      action={localPath(locale, "/search")}
      onSubmit={onSubmit}
      onBlur={(event) => !root.current?.contains(event.relatedTarget) && setOpen(false)}
      className="relative"
    >
      <SearchIcon
        className={`pointer-events-none absolute top-1/2 left-3.5 -translate-y-1/2 text-quiet ${size === "large" ? "size-6" : "size-4.5"}`}
      />
      <input
        type="search"
        name="q"
        role="combobox"
        autoComplete="off"
        spellCheck={false}
        aria-label={labels.label}
        aria-autocomplete="list"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-activedescendant={shown && chosen ? `${id}-${active}` : undefined}
        placeholder={labels.hint}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          setOpen(true);
          setActive(-1);
        }}
        onFocus={() => setOpen(true)}
        onKeyDown={onKeyDown}
        className={`w-full rounded-full border border-edge bg-raised text-ink placeholder:text-quiet [&::-webkit-search-cancel-button]:hidden ${
          size === "large" ? "min-h-14 pr-5 pl-12 text-lg" : "min-h-10 pr-4 pl-10 text-base"
        }`}
      />
      <ul
        id={`${id}-list`}
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the pattern of a combobox with a list
        role="listbox"
        aria-label={labels.suggestions}
        hidden={!shown}
        className="absolute top-full right-0 left-0 z-40 mt-2 overflow-hidden lg:min-w-72 rounded-2xl border border-line bg-raised p-2 shadow-float"
      >
        {suggestions.map((suggestion, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the keys of a combobox are on its field
          <li
            key={suggestion.href}
            id={`${id}-${index}`}
            // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: the pattern of a combobox with a list
            role="option"
            tabIndex={-1}
            aria-selected={index === active}
            onMouseEnter={() => setActive(index)}
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => go(suggestion.href)}
            className="flex cursor-pointer items-center gap-3 rounded-xl p-1.5 text-[0.9375rem] -outline-offset-2 outline-focus aria-selected:bg-sunken aria-selected:outline-2"
          >
            {Row && <Row suggestion={suggestion} labels={labels} />}
          </li>
        ))}
      </ul>
    </form>
  );
}
