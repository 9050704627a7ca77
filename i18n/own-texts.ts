import { placeholdersOf } from "./placeholders";

type Node = string | { readonly [key: string]: Node };

const isNode = (value: unknown): value is Exclude<Node, string> =>
  typeof value === "object" && value !== null;

/** The text at a key such as `receipt.title`; null when there is none. Pure. */
export function textAtKey(texts: object, key: string): string | null {
  const found = key.split(".").reduce<unknown>((at, part) => (isNode(at) ? at[part] : undefined), texts);
  return typeof found === "string" ? found : null;
}

/** Every text below a key, `order_paid`, or all for an empty one, by its whole key. Pure. */
export function textsBelow(texts: object, key: string): [key: string, text: string][] {
  const at =
    key === ""
      ? texts
      : key.split(".").reduce<unknown>((node, part) => (isNode(node) ? node[part] : undefined), texts);
  if (typeof at === "string") return [[key, at]];
  return isNode(at)
    ? Object.keys(at).flatMap((part) => textsBelow(texts, key ? `${key}.${part}` : part))
    : [];
}

/** Why a text can't stand in for another. `name` is the placeholder's that it is about. */
export type OwnTextProblem =
  | { why: "empty" | "syntax" }
  | { why: "unknown" | "missing" | "cases"; name: string };

/**
 * Whether a text of the shop's own can stand in for one of the files: it has no other placeholders, all that show a value, and words for each case that it
 * tells apart. Which cases it tells apart is its own affair. Pure.
 */
export function ownTextProblem(own: string, file: string, locale: string): OwnTextProblem | null {
  if (own.trim() === "") return { why: "empty" };
  const used = placeholdersIn(own);
  if (!used) return { why: "syntax" };
  const known = placeholdersOf(file);
  for (const [name, uses] of used) {
    const there = known.get(name);
    if (!there) return { why: "unknown", name };
    const kinds = new Set(there.map(({ kind }) => kind));
    for (const { kind, options } of uses) {
      // A word that chooses has no form of its own to show, and a value is nothing to choose by.
      if (!kinds.has(kind)) return { why: "unknown", name };
      if (kind === "select" && options.some((option) => !there.some((use) => use.options.includes(option))))
        return { why: "cases", name };
      if ((kind === "plural" || kind === "selectordinal") && !hasPlurals(options, locale, kind))
        return { why: "cases", name };
    }
  }
  for (const [name, uses] of known) {
    if (uses.some(({ kind }) => kind !== "select") && !used.has(name)) return { why: "missing", name };
  }
  return null;
}

function placeholdersIn(text: string) {
  try {
    return placeholdersOf(text);
  } catch {
    return null;
  }
}

/** `=0` and the like may stand beside; "many" is for millions, which no shop counts to. */
function hasPlurals(options: readonly string[], locale: string, kind: "plural" | "selectordinal"): boolean {
  const type = kind === "plural" ? "cardinal" : "ordinal";
  const needed = new Intl.PluralRules(locale, { type }).resolvedOptions().pluralCategories;
  const given = options.filter((option) => !option.startsWith("="));
  return (
    needed.every((category) => category === "many" || given.includes(category)) &&
    given.every((option) => needed.some((category) => category === option))
  );
}

/**
 * Texts with the shop's own in place of those with the same key. One that can't stand there, as the files have changed since it was written, is passed
 * over: the file's text says what is right. Pure.
 */
export function withOwnTexts<Texts extends object>(
  texts: Texts,
  own: Readonly<Record<string, string>>,
  locale: string,
): Texts {
  const replace = (node: unknown, path: string): unknown => {
    if (isNode(node))
      return Object.fromEntries(
        Object.entries(node).map(([key, value]) => [key, replace(value, path ? `${path}.${key}` : key)]),
      );
    const mine = own[path];
    return mine !== undefined && typeof node === "string" && ownTextProblem(mine, node, locale) === null
      ? mine
      : node;
  };
  return replace(texts, "") as Texts;
}
