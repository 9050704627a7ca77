/** A day as a reader writes it: `dayText("2026-11-28", "de")` is "28. November 2026". */
export function dayText(day: string, locale: string): string {
  return new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" }).format(new Date(day));
}
