import type { Store } from "../state/store";
import type { InputObject } from "./form";

/** What a call or an object looked like before a version of the API. Handlers know today's shape only. */
export interface VersionChange {
  /** The first version with today's shape. */
  since: string;
  /** By call, such as `POST /v1/prices/:id`: today's parameters for those of an older version. @throws ApiError 400 for names that came later */
  calls?: Record<string, (input: InputObject) => InputObject>;
  /** By `object`: the older shape of an answer. */
  objects?: Record<string, (object: Record<string, unknown>, store: Store) => object>;
}

/** Today's parameters. Changes are undone from the newest to the oldest that the caller's version does not have. */
export function todaysInput(
  changes: readonly VersionChange[],
  version: string,
  call: string,
  input: InputObject,
): InputObject {
  const later = changes.filter(({ since }) => version < since);
  return later
    .toSorted(oldestFirst)
    .reduce((current, { calls }) => calls?.[call]?.(current) ?? current, input);
}

/** An answer, or an event's object, as the version has it. */
export function olderShape(
  changes: readonly VersionChange[],
  version: string,
  store: Store,
  answer: object,
): object {
  const later = changes.filter(({ since }) => version < since).toSorted(oldestFirst);
  if (later.length === 0) return answer;
  const convert = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(convert);
    if (typeof value !== "object" || value === null) return value;
    // An event keeps the version in which it was made.
    if ("object" in value && value.object === "event") return value;
    const kind = "object" in value ? String(value.object) : "";
    const older = later.reduceRight<object>((current, { objects }) => {
      return objects?.[kind]?.(Object.fromEntries(Object.entries(current)), store) ?? current;
    }, value);
    return Object.fromEntries(Object.entries(older).map(([key, part]) => [key, convert(part)]));
  };
  const converted = convert(answer);
  return typeof converted === "object" && converted !== null ? converted : answer;
}

function oldestFirst(left: VersionChange, right: VersionChange): number {
  return left.since < right.since ? -1 : 1;
}
