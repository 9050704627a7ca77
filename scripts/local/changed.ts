import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

const gitIn =
  (folder: string) =>
  (...args: string[]): string[] =>
    execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })
      .split("\n")
      .filter(Boolean);

function startOfChange(git: ReturnType<typeof gitIn>): string | null {
  for (const main of ["origin/main", "main"]) {
    try {
      return git("merge-base", "HEAD", main)[0] ?? null;
    } catch {
      // The repository has no such branch.
    }
  }
  return null;
}

/**
 * Changed files since a commit, from the repository's root, without deleted ones. @param since default: where this branch left main @throws Error
 * without such a commit or repository
 */
export function changedFiles(since?: string, folder = "."): string[] {
  const git = gitIn(folder);
  const tracked = git("diff", "--name-only", "--diff-filter=d", since ?? startOfChange(git) ?? "HEAD");
  const untracked = git("ls-files", "--others", "--exclude-standard");
  return [...new Set([...tracked, ...untracked])].sort();
}

/** Vitest's test files, from the repository's root. */
export const testFiles = (): string[] =>
  gitIn(".")("ls-files", "--cached", "--others", "--exclude-standard", "tests", "local-stripe/tests").filter(
    (file) => /\.test\.tsx?$/.test(file) && existsSync(file),
  );

/** Quoted texts of a test, among them the files and folders that it reads. */
const quoted = (code: string): Set<string> =>
  new Set(Array.from(code.matchAll(/["'`]([\w./-]+)["'`]/g), ([, text = ""]) => text));

/** A file with its folders: `docs/decisions/0001.md`, `docs/decisions` and `docs`. */
const withFolders = (file: string): string[] =>
  file.split("/").map((_, index, parts) => parts.slice(0, parts.length - index).join("/"));

/** Every test depends on these, although none imports them. */
const CONFIG = "vitest.config.ts";
const UNDER_ALL = ["package-lock.json", "tests/support/clean-slate.ts"];
const UNDER_DATABASES = [/^drizzle\//, /^tests\/integration\/global-setup\.ts$/];

/**
 * What to give Vitest so that it finds all affected tests: changed files, whose importers it knows, and tests that read a changed file by its path or
 * folder. @param tests their code, by path
 */
export function filesToTest(changed: readonly string[], tests: ReadonlyMap<string, string>): string[] {
  const read = new Set(changed.flatMap(withFolders));
  const readers = [...tests].flatMap(([path, code]) =>
    [...quoted(code)].some((text) => read.has(text)) ? [path] : [],
  );
  const databases = changed.some((file) => UNDER_DATABASES.some((pattern) => pattern.test(file)));
  const config = changed.some((file) => UNDER_ALL.includes(file));
  return [
    ...new Set([
      ...changed,
      ...readers,
      ...(databases ? ["tests/support/database.ts"] : []),
      ...(config ? [CONFIG] : []),
    ]),
  ];
}
