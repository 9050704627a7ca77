/** What a seed is made of: JSON's values. */
export type Value = string | number | boolean | null | Value[] | { [key: string]: Value };

interface Line {
  number: number;
  indent: number;
  text: string;
}

/**
 * Reads the part of YAML that seeds need: maps, lists, texts, numbers, `true`, `false`, `null`, `[a, b]`, `{ a: b }` and comments. Tags, anchors and
 * texts of several lines are refused. @throws Error that names the line
 */
export function readYaml(text: string): Value {
  const lines = text
    .split(/\r?\n/)
    .map((line, index) => ({ number: index + 1, ...indented(line, index + 1) }))
    .filter((line) => line.text !== "" && line.text !== "---");
  const reader = new Reader(lines);
  const value = lines.length === 0 ? null : reader.block(lines[0]?.indent ?? 0);
  reader.end();
  return value;
}

function indented(line: string, number: number): { indent: number; text: string } {
  const indent = line.length - line.trimStart().length;
  if (/^ *\t/.test(line)) throw problem(number, "a tab before a value; use spaces");
  return { indent, text: withoutComment(line.trim()) };
}

function withoutComment(text: string): string {
  let quote = "";
  for (let index = 0; index < text.length; index += 1) {
    const character = text[index] ?? "";
    if (quote) {
      if (character === "\\" && quote === '"') index += 1;
      else if (character === quote) quote = "";
    } else if (character === '"' || character === "'") quote = character;
    else if (character === "#" && (index === 0 || text[index - 1] === " "))
      return text.slice(0, index).trim();
  }
  return text;
}

function problem(number: number, what: string): Error {
  return new Error(`line ${number}: ${what}`);
}

class Reader {
  private at = 0;

  constructor(private readonly lines: Line[]) {}

  end(): void {
    const line = this.lines[this.at];
    if (line) throw problem(line.number, `"${line.text}" does not belong here; look at its indentation`);
  }

  /** A map, a list or a value, all of whose lines begin at the same place. */
  block(indent: number): Value {
    const line = this.lines[this.at];
    if (!line || line.indent < indent) return null;
    if (isItem(line.text)) return this.list(line.indent);
    if (keyOf(line.text)) return this.map(line.indent);
    this.at += 1;
    return scalar(line.text, line.number);
  }

  private list(indent: number): Value[] {
    const items: Value[] = [];
    for (let line = this.here(indent); line && isItem(line.text); line = this.here(indent)) {
      const rest = line.text.slice(1).trimStart();
      if (rest === "") {
        this.at += 1;
        items.push(this.block(indent + 1));
        continue;
      }
      // What follows the dash stands as if on a line of its own.
      const inner = indent + line.text.length - rest.length;
      this.lines[this.at] = { ...line, indent: inner, text: rest };
      items.push(this.block(inner));
    }
    return items;
  }

  private map(indent: number): Value {
    const entries = new Map<string, Value>();
    for (let line = this.here(indent); line; line = this.here(indent)) {
      const found = keyOf(line.text);
      if (!found) throw problem(line.number, `"${line.text}" is no "key: value"`);
      const { key, rest } = found;
      if (entries.has(key)) throw problem(line.number, `${key} stands here twice`);
      this.at += 1;
      entries.set(key, rest === "" ? this.under(indent) : scalar(rest, line.number));
    }
    return Object.fromEntries(entries);
  }

  /** The value below a key; a list may begin at the key's own place. */
  private under(indent: number): Value {
    const next = this.lines[this.at];
    if (next?.indent === indent && isItem(next.text)) return this.list(indent);
    return next && next.indent > indent ? this.block(next.indent) : null;
  }

  private here(indent: number): Line | undefined {
    const line = this.lines[this.at];
    return line?.indent === indent ? line : undefined;
  }
}

function isItem(text: string): boolean {
  return text === "-" || text.startsWith("- ");
}

function keyOf(text: string): { key: string; rest: string } | null {
  const found =
    /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s"'[\]{},#&*!|>%@-][^:#]*?|-[^\s:][^:#]*?)\s*:(?:\s+(.*))?$/.exec(
      text,
    );
  if (!found) return null;
  const [, key = "", rest = ""] = found;
  return { key: /^["']/.test(key) ? String(quoted(key)) : key, rest };
}

function scalar(text: string, number: number): Value {
  if (/^["']/.test(text)) {
    const value = quoted(text);
    if (value === null) throw problem(number, `${text} has no closing quote, or something behind it`);
    return value;
  }
  if (text.startsWith("[") || text.startsWith("{")) return flow(text, number);
  if (/^[&*!|>%@`]/.test(text))
    throw problem(number, `"${text[0]}" is not read in a seed; write the value out`);
  if (text === "true" || text === "false") return text === "true";
  if (text === "null" || text === "~" || text === "") return null;
  // A number that begins with 0 or +, such as a phone's, is a text.
  return /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text) ? Number(text) : text;
}

/** Null when it is not one whole quoted text. */
function quoted(text: string): string | null {
  if (/^'(?:[^']|'')*'$/.test(text)) return text.slice(1, -1).replaceAll("''", "'");
  if (!/^"(?:[^"\\]|\\.)*"$/.test(text)) return null;
  try {
    return String(JSON.parse(text));
  } catch {
    return null;
  }
}

/** `[a, b]` or `{ a: b }` on one line. */
function flow(text: string, number: number): Value {
  const isList = text.startsWith("[");
  if (!text.endsWith(isList ? "]" : "}")) throw problem(number, `${text} must end on its line`);
  const parts = split(text.slice(1, -1));
  if (isList) return parts.map((part) => scalar(part, number));
  return Object.fromEntries(
    parts.map((part) => {
      const found = keyOf(part);
      if (!found) throw problem(number, `"${part}" is no "key: value"`);
      return [found.key, scalar(found.rest, number)];
    }),
  );
}

/** At commas that are not in quotes or inner brackets. */
function split(text: string): string[] {
  const parts: string[] = [];
  let [depth, quote, current] = [0, "", ""];
  for (const character of text) {
    if (quote) quote = character === quote ? "" : quote;
    else if (character === '"' || character === "'") quote = character;
    else if (character === "[" || character === "{") depth += 1;
    else if (character === "]" || character === "}") depth -= 1;
    if (character === "," && depth === 0 && !quote) {
      parts.push(current.trim());
      current = "";
    } else current += character;
  }
  return [...parts, current.trim()].filter((part) => part !== "");
}
