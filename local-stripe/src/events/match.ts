import type { EventMatch, EventRecord } from "../state/records";

/** Whether an event matches, by type (`charge.` is allowed) and by its object, directly or by reference. */
export function matches(match: EventMatch, record: EventRecord): boolean {
  return matchesType(match.types, record.event.type) && matchesObject(match.object, record);
}

export function matchesType(types: string[] | null, type: string): boolean {
  if (!types || types.length === 0) return true;
  return types.some((wanted) => {
    if (wanted === "*" || wanted === type) return true;
    return wanted.endsWith(".*") && type.startsWith(wanted.slice(0, -1));
  });
}

function matchesObject(object: string | null, record: EventRecord): boolean {
  if (!object) return true;
  const data: object = record.event.data.object;
  return Object.values(data).includes(object);
}
