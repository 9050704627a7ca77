import type { ComponentProps } from "react";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";

/** Links that open without a new document: each `Link`, and those of an element with `data-links`, which saves the mark of each where there are many. */
export const OPENED_LINKS = "a[data-link], [data-links] a";

/** Those whose pages may be loaded ahead. */
export const LINKS_AHEAD = 'a[data-link=""], [data-links] a';

type Props = Omit<ComponentProps<"a">, "href"> & { locale: Locale; href: string; prefetch?: boolean };

/**
 * A link to a page of the store, which `LinkOpener` opens without loading a new document. With `prefetch` its page is loaded ahead once the link is
 * on screen. It is an element alone, so cached pages need no provider, and nothing runs for each link.
 */
export function Link({ locale, href, prefetch = true, children, ...props }: Props) {
  return (
    <a href={localPath(locale, href)} data-link={prefetch ? "" : "plain"} {...props}>
      {children}
    </a>
  );
}
