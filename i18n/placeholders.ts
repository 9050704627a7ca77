import compile from "icu-minify/compile";
import { z } from "zod";

/** As a value, in a format, or to choose among texts. */
type PlaceholderUse = {
  kind: "value" | "select" | "plural" | "selectordinal" | "number" | "date" | "time";
  options: string[];
};

/** icu-minify's kinds. Source: its `types.d.ts`. */
const KINDS = ["value", "select", "plural", "selectordinal", "number", "date", "time"] as const;

const placeholder = z.tuple([z.string()]).rest(z.unknown());
const branches = z.record(z.string(), z.unknown());

/** The placeholders of a message by name, with every use. @throws for a message that is not ICU, or has tags */
export function placeholdersOf(message: string): Map<string, PlaceholderUse[]> {
  const found = new Map<string, PlaceholderUse[]>();
  const visit = (nodes: unknown): void => {
    if (!Array.isArray(nodes)) return;
    for (const node of nodes) {
      if (typeof node === "string" || node === 0) continue;
      const [name, type = 0, detail] = placeholder.parse(node);
      const kind = KINDS[z.int().min(0).max(6).parse(type)] ?? "value";
      const chosen =
        kind === "select" || kind === "plural" || kind === "selectordinal" ? branches.parse(detail) : {};
      found.set(name, [...(found.get(name) ?? []), { kind, options: Object.keys(chosen).sort() }]);
      for (const branch of Object.values(chosen)) visit(branch);
    }
  };
  visit(compile(message));
  return found;
}
