import type { DeliveryPlan } from "@/lib/model/delivery";

/** `at` is the path in the file; values are JSON. `moved`: the same things in another order. */
export type PlanDifference =
  | { kind: "added" | "removed"; at: string; value: string }
  | { kind: "changed"; at: string; from: string; to: string }
  | { kind: "moved"; at: string };

/** A difference as the command prints it: `+`, `-` or `~`, the path, and the values. */
export function differenceLine(difference: PlanDifference): string {
  const { kind, at } = difference;
  switch (kind) {
    case "added":
      return `+ ${at}: ${difference.value}`;
    case "removed":
      return `- ${at}: ${difference.value}`;
    case "moved":
      return `~ ${at}: in another order`;
    case "changed":
      return `~ ${at}: ${difference.from} -> ${difference.to}`;
  }
}

/** What one plan changes in another. Zones and rates are told apart by their ids. Pure. */
export function planDifferences(before: DeliveryPlan, after: DeliveryPlan): PlanDifference[] {
  return differences("", before, after);
}

type Json = unknown;

function differences(path: string, before: Json, after: Json): PlanDifference[] {
  if (isRecord(before) && isRecord(after)) return differencesOfRecords(path, before, after);
  if (Array.isArray(before) && Array.isArray(after)) {
    const [was, is] = [byId(before), byId(after)];
    if (was && is) {
      const moved = isMoved(Object.keys(was), Object.keys(is));
      return [
        ...differencesOfRecords(path, was, is),
        ...(moved ? [{ kind: "moved" as const, at: path }] : []),
      ];
    }
    if (before.length === after.length && before.every(isRecord)) {
      return before.flatMap((item, index) => differences(`${path}[${index}]`, item, after[index]));
    }
  }
  const [was, is] = [JSON.stringify(before), JSON.stringify(after)];
  return was === is ? [] : [{ kind: "changed", at: path, from: was ?? "", to: is ?? "" }];
}

function differencesOfRecords(
  path: string,
  before: Readonly<Record<string, Json>>,
  after: Readonly<Record<string, Json>>,
): PlanDifference[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
    const own = path ? `${path}.${key}` : key;
    if (after[key] === undefined)
      return before[key] === undefined
        ? []
        : [{ kind: "removed" as const, at: own, value: JSON.stringify(before[key]) }];
    if (before[key] === undefined) {
      return [{ kind: "added" as const, at: own, value: JSON.stringify(after[key]) }];
    }
    return differences(own, before[key], after[key]);
  });
}

const isRecord = (value: Json): value is Record<string, Json> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The items by their ids; null when they have none. */
function byId(items: readonly Json[]): Record<string, Json> | null {
  const entries = items.flatMap((item) =>
    isRecord(item) && typeof item.id === "string" ? [[item.id, item] as const] : [],
  );
  return entries.length === items.length ? Object.fromEntries(entries) : null;
}

/** Whether those that stay have changed their order. */
function isMoved(before: readonly string[], after: readonly string[]): boolean {
  const stayed = before.filter((id) => after.includes(id));
  return stayed.join(" ") !== after.filter((id) => before.includes(id)).join(" ");
}
