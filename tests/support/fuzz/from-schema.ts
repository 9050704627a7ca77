import fc from "fast-check";
import { z } from "zod";
import { oddText, oddValue } from "./odd-values";

/** Values that mean something in the store, by the name of their field: so that requests get past the form of an id. */
export type Pool = Readonly<Record<string, readonly string[]>>;

type JsonSchema = {
  type?: string;
  const?: unknown;
  enum?: unknown[];
  anyOf?: JsonSchema[];
  allOf?: JsonSchema[];
  properties?: Record<string, JsonSchema>;
  required?: string[];
  items?: JsonSchema;
  pattern?: string;
  maxLength?: number;
  minLength?: number;
  minimum?: number;
  maximum?: number;
};

/** Values that a schema accepts as far as its JSON schema says, taken from the pool where the field has a name there. */
export function validFor(schema: z.ZodType, pool: Pool): fc.Arbitrary<unknown> {
  return valid(z.toJSONSchema(schema, { io: "input", unrepresentable: "any" }) as JsonSchema, pool, null);
}

function valid(schema: JsonSchema, pool: Pool, name: string | null): fc.Arbitrary<unknown> {
  const known = name === null ? undefined : pool[name];
  // What zod can't describe, such as a custom check, has no type.
  const isText = schema.type === "string" || Object.keys(schema).length === 0;
  if (isText && known && !schema.enum) {
    return fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...known) },
      { weight: 1, arbitrary: text(schema) },
    );
  }
  if ("const" in schema) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const parts = schema.anyOf ?? schema.allOf;
  if (parts) return fc.oneof(...parts.map((part) => valid(part, pool, name)));
  switch (schema.type) {
    case "object":
      return object(schema, pool);
    case "array":
      return fc.array(valid(schema.items ?? {}, pool, name), { maxLength: 4 });
    case "string":
      return text(schema);
    case "integer":
      return integer(schema);
    case "number":
      return fc.double({ noNaN: true });
    case "boolean":
      return fc.boolean();
    case "null":
      return fc.constant(null);
    default:
      return oddValue();
  }
}

function object({ properties = {}, required = [] }: JsonSchema, pool: Pool): fc.Arbitrary<unknown> {
  const entries = Object.entries(properties).map(
    ([name, inner]) => [name, valid(inner, pool, name)] as const,
  );
  const requiredKeys = required.filter((name) => name in properties);
  return fc.record(Object.fromEntries(entries), { requiredKeys });
}

const MOST = 2 ** 31 - 1;

const integer = ({ minimum = -MOST, maximum = MOST }: JsonSchema): fc.Arbitrary<number> =>
  fc.integer({ min: Math.max(minimum, -MOST), max: Math.min(maximum, MOST) });

const text = ({ pattern, minLength = 0, maxLength = 60 }: JsonSchema): fc.Arbitrary<string> =>
  pattern
    ? fc.stringMatching(new RegExp(pattern, "u"))
    : fc.string({ minLength, maxLength: Math.min(maxLength, 60) });

/** The value with one thing wrong in it, at most so deep: another kind of value, a part missing, one too many. */
export function oneThingWrong(value: unknown, depth = Number.POSITIVE_INFINITY): fc.Arbitrary<unknown> {
  if (depth === 0 || typeof value !== "object" || value === null || Array.isArray(value)) return oddValue();
  const keys = Object.keys(value);
  const fields = value as Record<string, unknown>;
  const added = fc
    .tuple(
      fc.oneof(oddText(), fc.constantFrom("amount", "price", "locale", "customerId", "isAdmin")),
      oddValue(),
    )
    .map(([name, odd]) => Object.fromEntries([...Object.entries(fields), [name, odd]]));
  if (keys.length === 0) return fc.oneof(added, oddValue());
  const replaced = fc
    .constantFrom(...keys)
    .chain((key) => oneThingWrong(fields[key], depth - 1).map((odd) => ({ ...fields, [key]: odd })));
  const removed = fc.constantFrom(...keys).map((key) => {
    const { [key]: _, ...rest } = fields;
    return rest;
  });
  return fc.oneof(
    { weight: 6, arbitrary: replaced },
    { weight: 1, arbitrary: removed },
    { weight: 2, arbitrary: added },
    { weight: 1, arbitrary: oddValue() },
  );
}
