import NextLink from "next/link";
import type { ComponentProps } from "react";
import type { Locale } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";

type Props = Omit<ComponentProps<typeof NextLink>, "href" | "locale"> & { locale: Locale; href: string };

/** Keeps the language without a provider, so cached pages need no messages. */
export function Link({ locale, href, ...props }: Props) {
  return <NextLink href={localPath(locale, href)} {...props} />;
}
