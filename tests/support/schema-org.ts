import { readFileSync } from "node:fs";
import { createRequire } from "node:module";

/** What schema.org says, read from the declarations of `schema-dts`, which its makers generate from the vocabulary. */
const text = readFileSync(
  createRequire(import.meta.url)
    .resolve("schema-dts")
    .replace(/\.js$/, ".d.ts"),
  "utf8",
);

type Shape = { parents: string[]; properties: Map<string, string[]> };
const shapes = new Map<string, Shape>();
for (const [, name = "", parents = "", body = ""] of text.matchAll(
  /^(?:export )?interface (\w+) extends ([^{]+) \{\n([\s\S]*?)^\}/gm,
)) {
  const properties = new Map(
    Array.from(
      body.matchAll(/^ {4}"(\w+)"\?: SchemaValue<(.+), "\w+">;$/gm),
      ([, property = "", types = ""]) => [property, types.split(" | ")] as const,
    ),
  );
  shapes.set(name, { parents: parents.split(", "), properties });
}
const unions = new Map(
  Array.from(text.matchAll(/^export type (\w+) = (.+);$/gm), ([, name = "", types = ""]) => [
    name,
    types.split(" | "),
  ]),
);

function expectedBy(shape: string, property: string): string[] | undefined {
  const { parents = [], properties } = shapes.get(shape) ?? {};
  const inherited = parents
    .map((parent) => expectedBy(parent, property))
    .find((found) => found !== undefined);
  return properties?.get(property) ?? inherited;
}

const isKind = (type: string, expected: string): boolean =>
  type === expected ||
  (unions.get(expected) ?? []).some(
    (one) => /^\w+$/.test(one) && one !== `${expected}Leaf` && isKind(type, one),
  );

const LITERALS: Readonly<Record<string, RegExp>> = {
  Text: /\S/,
  URL: /^https?:\/\/[^\s"<>]+$/,
  Number: /^-?\d+(?:\.\d+)?$/,
  Integer: /^-?\d+$/,
  Date: /^\d{4}-\d{2}-\d{2}$/,
  DateTime: /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/,
};

function isLiteral(value: string | number, expected: string): boolean {
  const members = unions.get(expected) ?? [];
  const form = LITERALS[expected];
  if (form) return form.test(String(value));
  return members.includes("string") || members.includes(JSON.stringify(value));
}

/** Every property that its class does not have, and every value that the property does not take: a line for each. */
export function vocabularyProblems(node: unknown, path = ""): string[] {
  const { "@type": type, "@context": _, "@id": __, ...properties } = Object(node);
  const shape = `${String(type)}Leaf`;
  if (!shapes.has(shape)) return [`${path || "it"} is a ${String(type)}, which schema.org does not know`];
  return Object.entries(properties).flatMap(([property, given]) => {
    const at = path ? `${path}.${property}` : property;
    const expected = expectedBy(shape, property);
    if (!expected) return [`${at} is no property of ${String(type)}`];
    return [given].flat().flatMap((value) => valueProblems(value, expected, at));
  });
}

function valueProblems(value: unknown, expected: string[], at: string): string[] {
  if (typeof value === "string" || typeof value === "number") {
    const fits = expected.some((one) => isLiteral(value, one));
    return fits ? [] : [`${at} can't be ${JSON.stringify(value)}: it is ${expected.join(" or ")}`];
  }
  const { "@type": type, ...rest } = Object(value);
  if (type === undefined && typeof rest["@id"] === "string" && expected.includes("IdReference")) return [];
  if (!expected.some((one) => isKind(String(type), one)))
    return [`${at} can't be a ${String(type)}: it is ${expected.join(" or ")}`];
  return vocabularyProblems(value, at);
}
