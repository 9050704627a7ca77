import { type Finding, wrong } from "./finding";

/** Stripe's signatures are valid for five minutes, and leases for two. */
const MOST_SECONDS = 60;

/** Compares this machine's clock with another one, in milliseconds since 1970. */
export function checkClock(whose: string, theirs: number): Finding[] {
  const seconds = Math.round((Date.now() - theirs) / 1000);
  if (Math.abs(seconds) <= MOST_SECONDS) return [];
  const how = `${Math.abs(seconds)} s ${seconds > 0 ? "ahead of" : "behind"}`;
  return [
    wrong(
      "clock_skew",
      `the clock of this machine is ${how} that of ${whose}`,
      "let it follow a time server (NTP)",
    ),
  ];
}
