"use client";

import { usePathname } from "next/navigation";
import { useSyncExternalStore } from "react";
import { type Locale, routing } from "@/i18n/routing";
import { localPath, splitPath } from "@/lib/base/i18n-path";

const never = () => () => {};
const here = () => splitPath(window.location.pathname).path + window.location.search;
const home = () => "/";

type Props = {
  locale: Locale;
  label: string;
  /** Each language by its own name. */
  names: Record<Locale, string>;
};

/**
 * Links to this page in the other languages. A cached page can't know its own address on the server, so its HTML
 * leads to the home page and the browser completes it.
 */
export function LanguageSwitch({ locale, label, names }: Props) {
  usePathname();
  const path = useSyncExternalStore(never, here, home);
  return (
    <ul aria-label={label} className="flex items-center gap-1 text-sm">
      {routing.locales.map((candidate) => (
        // Where a phone has no room for all, the language of the page itself is the one to do without.
        <li key={candidate} className={candidate === locale ? "max-md:hidden" : ""}>
          <a
            href={localPath(candidate, path)}
            hrefLang={candidate}
            onClick={(event) => {
              // A choice on the page may have changed the query since.
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
