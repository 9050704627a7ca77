import type { Locale } from "@/i18n/routing";
import type { RangePeriod, RangeStep } from "@/lib/desk/overview/overview-range";

const atNoon = (day: string) => new Date(`${day}T12:00:00Z`);

const SHORT = { day: "numeric", month: "short", timeZone: "UTC" } as const;

/** A step of the range in few letters: "28 Nov", "23 – 29 Nov", "Nov 2026". */
export function periodText({ from, to }: RangePeriod, step: RangeStep, locale: Locale): string {
  if (step === "month") {
    const month = { month: "short", year: "numeric", timeZone: "UTC" } as const;
    return new Intl.DateTimeFormat(locale, month).format(atNoon(from));
  }
  return new Intl.DateTimeFormat(locale, SHORT).formatRange(atNoon(from), atNoon(to));
}

/** A part of a whole, such as "4.2 %"; null where there is no whole. */
export function rateText(part: number, whole: number, locale: Locale): string | null {
  if (whole === 0) return null;
  const format = new Intl.NumberFormat(locale, { style: "percent", maximumFractionDigits: 1 });
  return format.format(part / whole);
}

/** How much more than before, such as "+12 %"; null where there was nothing. */
export function changeText(now: number, before: number, locale: Locale): string | null {
  if (before <= 0) return null;
  const format = new Intl.NumberFormat(locale, {
    style: "percent",
    maximumFractionDigits: 0,
    signDisplay: "exceptZero",
  });
  return format.format((now - before) / before);
}
