import { invalid } from "../errors";
import type { Clause } from "./parse";

/** How a field is compared. Source: docs.stripe.com/search. */
type FieldType = "token" | "string" | "numeric";

/** Reads a field of an object; null or undefined when it has no value. */
export interface Field<T> {
  type: FieldType;
  read: (object: T) => unknown;
}

/** By name; a `*` in it stands for one word. Every resource also has its metadata. */
export type Fields<T> = Record<string, Field<T>>;

const SHORTEST_PART = 3;

/** A test of one condition. @throws ApiError 400 for a field, or an operator, that the resource does not have */
export function matcher<T extends { metadata: Record<string, string> | null }>(
  clause: Clause,
  fields: Fields<T>,
  resource: string,
): (object: T) => boolean {
  const field =
    clause.key === null ? findField(clause, fields, resource) : metadataField<T>(clause, resource);
  const matches = comparison(clause, field.type);
  return (object) => matches(field.read(object)) !== clause.negated;
}

function findField<T>({ field }: Clause, fields: Fields<T>, resource: string): Field<T> {
  const name = Object.keys(fields).find((known) => {
    const parts = known.split(".");
    const given = field.split(".");
    return parts.length === given.length && parts.every((part, at) => part === "*" || part === given[at]);
  });
  const found = name === undefined ? undefined : fields[name];
  if (!found) throw unsupported(field, resource);
  return name?.includes("*") ? { ...found, read: (object) => at(object, field) } : found;
}

function metadataField<T extends { metadata: Record<string, string> | null }>(
  { field, key }: Clause,
  resource: string,
): Field<T> {
  if (field !== "metadata") throw unsupported(field, resource);
  return { type: "token", read: (object) => object.metadata?.[key ?? ""] };
}

function unsupported(field: string, resource: string) {
  return invalid(
    `Field \`${field}\` is an unsupported search field for resource \`${resource}\`. See http://stripe.com/docs/search#query-fields-for-${resource.replace("_", "-")} for a list of supported fields.`,
  );
}

function comparison(clause: Clause, type: FieldType): (value: unknown) => boolean {
  const { value, operator, field } = clause;
  if (value === null) {
    if (operator !== ":") throw wrongOperator(clause, type);
    return (given) => given === null || given === undefined || given === "";
  }
  if (type === "numeric") return numeric(clause, value);
  if (operator === "~" && type === "string") {
    if (value.length < SHORTEST_PART) {
      throw invalid(`Substrings of a search have at least ${SHORTEST_PART} characters: ${field}.`, "query");
    }
    return (given) => lower(given).includes(value.toLowerCase());
  }
  if (operator !== ":") throw wrongOperator(clause, type);
  if (type === "string") return (given) => holdsWords(lower(given), value.toLowerCase());
  return (given) => given !== null && given !== undefined && lower(given) === value.toLowerCase();
}

function numeric(clause: Clause, value: string): (value: unknown) => boolean {
  const wanted = Number(value);
  if (Number.isNaN(wanted)) throw invalid(`The search field ${clause.field} takes a number.`, "query");
  const compare = {
    ":": (given: number) => given === wanted,
    "=": (given: number) => given === wanted,
    ">": (given: number) => given > wanted,
    "<": (given: number) => given < wanted,
    ">=": (given: number) => given >= wanted,
    "<=": (given: number) => given <= wanted,
    "~": null,
  }[clause.operator];
  if (!compare) throw wrongOperator(clause, "numeric");
  return (given) => typeof given === "number" && compare(given);
}

function wrongOperator({ field, operator }: Clause, type: FieldType) {
  return invalid(
    `The search field ${field} is of the type ${type}, which has no operator ${operator}.`,
    "query",
  );
}

/** Whether all words are there, in the same order and side by side. */
function holdsWords(text: string, wanted: string): boolean {
  const words = (of: string) => ` ${of.split(/\s+/).filter(Boolean).join(" ")} `;
  return words(text).includes(words(wanted));
}

function lower(value: unknown): string {
  return value === null || value === undefined ? "" : String(value).toLowerCase();
}

function at(object: unknown, path: string): unknown {
  return path.split(".").reduce<unknown>((current, part) => {
    const isThere = typeof current === "object" && current !== null;
    return isThere && Object.hasOwn(current, part) ? Reflect.get(current, part) : undefined;
  }, object);
}
