import { hasLocale } from "next-intl";
import type { z } from "zod";
import { type Locale, routing } from "@/i18n/routing";
import { storableText } from "@/lib/base/storable-text";

/** A form's texts, made storable in PostgreSQL; files and React's own fields are left out. */
export function formFields(formData: FormData): Record<string, string> {
  const entries = [...formData].flatMap(([name, value]) =>
    typeof value === "string" && !name.startsWith("$") ? [[name, storableText(value)] as const] : [],
  );
  return Object.fromEntries(entries);
}

export function localeOf(formData: FormData): Locale {
  const { locale } = formFields(formData);
  return hasLocale(routing.locales, locale) ? locale : routing.defaultLocale;
}

export function parseForm<Output>(
  schema: z.ZodType<Output>,
  formData: FormData,
): { ok: true; data: Output } | { ok: false; code: "invalid_request" } {
  const result = schema.safeParse(formFields(formData));
  return result.success ? { ok: true, data: result.data } : { ok: false, code: "invalid_request" };
}
