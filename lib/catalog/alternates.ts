import type { Metadata } from "next";
import { type Locale, routing } from "@/i18n/routing";
import { localPath } from "@/lib/base/i18n-path";

export function alternates(locale: Locale, path: string): NonNullable<Metadata["alternates"]> {
  const languages = Object.fromEntries(
    routing.locales.map((candidate) => [candidate, localPath(candidate, path)]),
  );
  return {
    canonical: localPath(locale, path),
    languages: { ...languages, "x-default": localPath(routing.defaultLocale, path) },
  };
}
