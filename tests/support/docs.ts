import { readFileSync } from "node:fs";
import { readdir } from "node:fs/promises";
import { dirname, join } from "node:path";

/** A page for people, by its path from the repository's root. */
export type Page = { file: string; text: string };

const MADE = new Set(["node_modules", "test-results", "reports"]);

/** All files but those that a command makes. */
async function repositoryFiles(folder = "."): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const nested = entries.map(async (entry): Promise<string[]> => {
    const path = join(folder, entry.name);
    if (entry.isFile()) return [path];
    if (!entry.isDirectory() || entry.name.startsWith(".") || MADE.has(entry.name)) return [];
    return repositoryFiles(path);
  });
  return (await Promise.all(nested)).flat().sort();
}

const FILES = await repositoryFiles();

/** All pages but the changelog, whose names may be old. */
export const PAGES: readonly Page[] = FILES.filter(
  (file) => file.endsWith(".md") && file !== "CHANGELOG.md",
).map((file) => ({ file, text: readFileSync(file, "utf8") }));

export const REPOSITORY = FILES;

/** Text in backticks outside of fenced blocks, with its paragraph, list item or table row. */
type Span = { code: string; around: string };

const FENCE = /^( *)```(\w*)\n([\s\S]*?)^ *```$/gm;

export function spans(text: string): Span[] {
  const parts = text.replaceAll(FENCE, "\n\n").split(/\n(?=\n|\||\s*(?:[-*]|\d+\.) )/);
  return parts.flatMap((around) =>
    Array.from(around.replaceAll(/\n\s*/g, " ").matchAll(/``\s(.+?)\s``|`([^`]+)`/g), (match) => ({
      code: (match[1] ?? match[2] ?? "").replaceAll("\\|", "|"),
      around,
    })),
  );
}

/** Without the list's indentation. */
type Block = { language: string; body: string };

export function blocks(text: string): Block[] {
  return Array.from(text.matchAll(FENCE), ([, indent = "", language = "", body = ""]) => ({
    language,
    body: body.replaceAll(new RegExp(`^${indent}`, "gm"), ""),
  }));
}

/** A table: the header's cells, and each row's. */
export type Table = { header: string[]; rows: string[][] };

const cells = (line: string) =>
  line
    .replaceAll("\\|", "\u0000")
    .split("|")
    .slice(1, -1)
    .map((cell) => cell.trim().replaceAll("\u0000", "|"));

export function tables(text: string): Table[] {
  const runs: string[][] = [[]];
  for (const line of text.split("\n")) {
    if (line.trimStart().startsWith("|")) runs.at(-1)?.push(line.trim());
    else runs.push([]);
  }
  return runs
    .filter((run) => run.length > 2)
    .map(([header = "", , ...rows]) => ({ header: cells(header), rows: rows.map(cells) }));
}

export const inBackticks = (text: string): string[] =>
  Array.from(text.matchAll(/`([^`]+)`/g), ([, code]) => code ?? "");

/** The text from a phrase that occurs once to the next bold paragraph or heading. */
export function sectionOf(page: string, phrase: string): string {
  const parts = page.split(phrase);
  if (parts.length !== 2) throw new Error(`"${phrase}" stands ${parts.length - 1} times in the page`);
  return (parts[1] ?? "").split(/\n\n\*\*|\n## /)[0] ?? "";
}

export const page = (file: string): string => {
  const found = PAGES.find((one) => one.file === file);
  if (!found) throw new Error(`${file} is no page`);
  return found.text;
};

/** Where a path of a page may be: pages of the local Stripe write paths from its folder. */
export const fromRoot = (pageFile: string, path: string): string[] => [path, join(dirname(pageFile), path)];
