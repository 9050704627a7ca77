"use client";

import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";

type Props = { pills: readonly (readonly [slug: string, name: string])[]; locale: Locale };

/** Links to categories. Sent to the browser as data, and not as the elements made of it: a category may have many below it. */
export function CategoryPills({ pills, locale }: Props) {
  return (
    <ul data-links="" className="mb-8 flex flex-wrap gap-2">
      {pills.map(([slug, name]) => (
        <li key={slug}>
          <a href={localPath(locale, `/categories/${slug}`)} className="pill-link">
            {name}
          </a>
        </li>
      ))}
    </ul>
  );
}
