type Node = string | { readonly [key: string]: Node };

/** The text at a key such as `receipt.title`; null when there is none. Pure. */
export function textAtKey(texts: object, key: string): string | null {
  const found = key.split(".").reduce<unknown>((at, part) => (isNode(at) ? at[part] : undefined), texts);
  return typeof found === "string" ? found : null;
}

/** Texts with the shop's own in place of those with the same key. Keys that there are no longer are passed over. Pure. */
export function withOwnTexts<Texts extends object>(
  texts: Texts,
  own: Readonly<Record<string, string>>,
): Texts {
  const replace = (node: unknown, path: string): unknown =>
    isNode(node)
      ? Object.fromEntries(
          Object.entries(node).map(([key, value]) => [key, replace(value, path ? `${path}.${key}` : key)]),
        )
      : (own[path] ?? node);
  return replace(texts, "") as Texts;
}

const isNode = (value: unknown): value is Exclude<Node, string> =>
  typeof value === "object" && value !== null;
