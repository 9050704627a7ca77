/** Days of the calendar are texts as "2026-11-28"; which instants they hold depends on the time zone, an IANA name. */

export function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}

/** A formatter takes longer to make than to use. */
const formatters = new Map<string, Intl.DateTimeFormat>();

function wallClock(at: Date, timeZone: string): Record<string, number> {
  const formatter =
    formatters.get(timeZone) ??
    new Intl.DateTimeFormat("en-u-ca-gregory-nu-latn", {
      ...{ timeZone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit" },
      ...{ hour: "2-digit", minute: "2-digit", second: "2-digit" },
    });
  formatters.set(timeZone, formatter);
  return Object.fromEntries(formatter.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
}

const twoDigits = (number = 0) => String(number).padStart(2, "0");

export function dayIn(at: Date, timeZone: string): string {
  const { year = 0, month, day } = wallClock(at, timeZone);
  return `${String(year).padStart(4, "0")}-${twoDigits(month)}-${twoDigits(day)}`;
}

/** "2026-11-28 14:05", as spreadsheets read it. */
export function minuteIn(at: Date, timeZone: string): string {
  const { hour, minute } = wallClock(at, timeZone);
  return `${dayIn(at, timeZone)} ${twoDigits(hour)}:${twoDigits(minute)}`;
}

function offsetAt(at: Date, timeZone: string): number {
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = wallClock(at, timeZone);
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at.getTime() / 1000) * 1000;
}

/** The first instant of a day. That need not be midnight: some clocks are put forward then. */
export function startOfDay(day: string, timeZone: string): Date {
  const atUtc = Date.parse(`${day}T00:00:00Z`);
  const first = new Date(atUtc - offsetAt(new Date(atUtc), timeZone));
  const second = new Date(atUtc - offsetAt(first, timeZone));
  return dayIn(second, timeZone) === day ? second : first;
}

/** The instant of "2026-11-28T14:05" by the clocks there; null for anything else. Of an hour that is put back twice it is one. */
export function instantIn(local: string, timeZone: string): Date | null {
  const atUtc = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}$/.test(local) ? Date.parse(`${local}Z`) : Number.NaN;
  if (Number.isNaN(atUtc)) return null;
  const first = atUtc - offsetAt(new Date(atUtc), timeZone);
  return new Date(atUtc - offsetAt(new Date(first), timeZone));
}

export function nextDay(day: string): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10);
}

function zonesOf(country: string): string[] {
  const locale: object = new Intl.Locale(`und-${country}`);
  // Node 20 has a property where later ones have a method.
  const method: unknown = Reflect.get(locale, "getTimeZones");
  const zones: unknown =
    typeof method === "function" ? method.call(locale) : Reflect.get(locale, "timeZones");
  return Array.isArray(zones) ? zones.filter((zone) => typeof zone === "string") : [];
}

/** The time zone of a country (ISO 3166-1 alpha-2); UTC where its clocks differ. */
export function timeZoneOf(country: string): string {
  const clocks = ["2026-01-15T12:00Z", "2026-07-15T12:00Z"].map((time) => new Date(time));
  const [zone, ...others] = zonesOf(country);
  const agree = others.every((other) =>
    clocks.every((at) => offsetAt(at, other) === offsetAt(at, zone ?? "UTC")),
  );
  return zone && agree ? zone : "UTC";
}
