import type { ReactElement } from "react";
import type { ShownLegalPage } from "@/lib/legal/legal-page.server";
import type { AgreedPage } from "@/lib/legal/pages";

type Props = { page: AgreedPage; text: ShownLegalPage; heading: ReactElement; updated: string };

/** A text as it was when an order was placed, in the language it was written in. */
export function KeptText({ page, text, heading, updated }: Props) {
  return (
    <article id={page} className="max-w-prose scroll-mt-4">
      {heading}
      <p className="mt-1 text-quiet">{updated}</p>
      <div
        lang={text.language}
        className="legal-text mt-4"
        // biome-ignore lint/security/noDangerouslySetInnerHtml: micromark shows HTML in a text as text
        dangerouslySetInnerHTML={{ __html: text.html }}
      />
    </article>
  );
}

/** The day that a text says of itself, for a reader of another language too. */
export const legalDay = (updated: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(updated));
