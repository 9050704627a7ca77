import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";
import { legalPage } from "@/lib/legal/legal-page.server";
import { LEGAL_PAGES, legalPath } from "@/lib/legal/pages";

/** `inNewTab` where the page has something typed into it. */
export function LegalLinks({ locale, inNewTab = false }: { locale: Locale; inNewTab?: boolean }) {
  return (
    <ul className="flex flex-wrap gap-x-5">
      {LEGAL_PAGES.map((page) => (
        <li key={page}>
          <a
            href={localPath(locale, legalPath(page))}
            {...(inNewTab && { target: "_blank", rel: "noopener" })}
            className="row-link"
          >
            {legalPage(page, locale).title}
          </a>
        </li>
      ))}
    </ul>
  );
}
