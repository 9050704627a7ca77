import NextLink from "next/link";
import type { ComponentProps } from "react";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";

type Props = Omit<ComponentProps<typeof NextLink>, "href" | "locale"> & { locale: Locale; href: string };

/** A link inside the store that keeps the language. Needs no provider, so cached pages stay free of messages. */
export function Link({ locale, href, ...props }: Props) {
  return <NextLink href={localPath(locale, href)} {...props} />;
}
