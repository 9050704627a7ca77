"use client";

import { usePathname } from "next/navigation";
import { useSyncExternalStore } from "react";
import type { Locale } from "@/i18n/routing";
import { localPath, splitPath } from "@/lib/base/i18n-path";

const never = () => () => {};
const here = () => splitPath(window.location.pathname).path + window.location.search;
const home = () => "/";

type Props = {
  locale: Locale;
  label: string;
  /** Those that shoppers see. */
  languages: readonly Locale[];
  /** Each language's name in that language. */
  names: Record<Locale, string>;
};

/** A cached page does not know its URL, so its HTML links to the home page and the browser completes it. */
export function LanguageSwitch({ locale, label, languages, names }: Props) {
  usePathname();
  const path = useSyncExternalStore(never, here, home);
  if (languages.every((candidate) => candidate === locale)) return null;
  return (
    <ul aria-label={label} className="flex items-center gap-1 text-sm">
      {languages.map((candidate) => (
        // A phone without room for all hides the page's own language.
        <li key={candidate} className={candidate === locale ? "max-md:hidden" : ""}>
          <a
            href={localPath(candidate, path)}
            hrefLang={candidate}
            onClick={(event) => {
              event.currentTarget.href = localPath(candidate, here());
            }}
            lang={candidate}
            aria-label={`${candidate.toUpperCase()}, ${names[candidate]}`}
            aria-current={candidate === locale ? "true" : undefined}
            className="grid min-h-9 min-w-9 place-items-center rounded-full text-quiet hover:bg-sunken hover:text-ink aria-current:font-semibold aria-current:text-ink"
          >
            {candidate.toUpperCase()}
          </a>
        </li>
      ))}
    </ul>
  );
}
