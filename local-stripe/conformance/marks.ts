import { readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";

/** A line of code or docs that says that something is assumed of Stripe. */
export interface Mark {
  place: string;
  line: string;
  /** How often the line says so. */
  count: number;
  /** The line with the one before and the one after: here stand the words that a case names. */
  around: string;
}

const MARKED = /\bassum(ed|ption|ptions)\b|choice made here|\bnot published\b/gi;
/** Lines about the word itself. */
const ABOUT_MARKS = /the word "assumed"|What is assumed is asked/;

/** @param folder of the package; beside it, in `docs/decisions`, whoever uses it may have written what they assume of Stripe */
export function marksIn(folder: string): Mark[] {
  const own = [...filesIn(join(folder, "src")), ...filesIn(join(folder, "docs")), join(folder, "README.md")];
  const decisions = filesIn(join(folder, "../docs/decisions"));
  return [
    ...own
      // It explains the marks, and has the table of what no case asks.
      .filter((file) => !file.endsWith("/docs/conformance.md"))
      .flatMap((file) => marksOf(file, folder, () => true)),
    ...decisions.flatMap((file) => marksOf(file, folder, (line) => line.includes("Stripe"))),
  ];
}

function marksOf(file: string, folder: string, isMeant: (line: string) => boolean): Mark[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line, at) => {
    const count = line.match(MARKED)?.length ?? 0;
    const around = lines.slice(Math.max(0, at - 1), at + 2).join(" ");
    if (count === 0 || ABOUT_MARKS.test(line) || !isMeant(line)) return [];
    // "Not published, so a choice made here" is one mark.
    const once = /not published.*choice made here/i.test(line) ? 1 : count;
    return [{ place: `${relative(folder, file)}:${at + 1}`, line: line.trim(), count: once, around }];
  });
}

function filesIn(folder: string): string[] {
  try {
    return readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.(ts|md)$/.test(file))
      .map((file) => join(folder, file));
  } catch {
    // A package on its own has no decisions beside it.
    return [];
  }
}

/** The table "What no case asks" of the docs: words beside a mark, or a call, and why not. */
export function notAsked(folder: string): Map<string, string> {
  const text = readFileSync(join(folder, "docs/conformance.md"), "utf8");
  const [, section = ""] = text.split("## What no case asks");
  const rows = [...section.matchAll(/^\| (.+?) \| (.+) \|$/gm)].slice(1);
  return new Map(rows.map(([, words = "", reason = ""]) => [words, reason]));
}
