import type { JourneyTarget } from "../../../scripts/local/journey-target";

/** What `npm run test:journeys -- --target` named. */
export function targetOfJourneys(): JourneyTarget {
  const given = process.env.JOURNEYS_TARGET;
  return given ? JSON.parse(given) : { kind: "local" };
}

/** `you@example.com` with a run's tag: `you+k3x9@example.com`, which most mail servers bring to the same box. */
export function taggedAddress(email: string, tag: string): string {
  const at = email.lastIndexOf("@");
  return `${email.slice(0, at)}+${tag}${email.slice(at)}`;
}
