import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";

const gitIn =
  (folder: string) =>
  (...args: string[]): string[] =>
    execFileSync("git", args, { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] })
      .split("\n")
      .filter(Boolean);

/** Where this branch left main; on main itself, where it left the server's. Null where there is neither. */
function startOfChange(git: ReturnType<typeof gitIn>): string | null {
  for (const main of ["origin/main", "main"]) {
    try {
      return git("merge-base", "HEAD", main)[0] ?? null;
    } catch {
      // There is no such branch here.
    }
  }
  return null;
}

/**
 * The files that were changed since a commit, committed or not, as paths from the repository's root. What was deleted is left out: who
 * still imports it does not compile.
 *
 * @param since by itself the commit at which this branch left main
 * @param folder the repository's root
 * @throws Error where git knows no such commit, or there is no repository
 */
export function changedFiles(since?: string, folder = "."): string[] {
  const git = gitIn(folder);
  const tracked = git("diff", "--name-only", "--diff-filter=d", since ?? startOfChange(git) ?? "HEAD");
  const untracked = git("ls-files", "--others", "--exclude-standard");
  return [...new Set([...tracked, ...untracked])].sort();
}

/** Vitest's test files, as paths from the repository's root. */
export const testFiles = (): string[] =>
  gitIn(".")("ls-files", "--cached", "--others", "--exclude-standard", "tests", "local-stripe/tests").filter(
    (file) => /\.test\.tsx?$/.test(file) && existsSync(file),
  );

/** The quoted texts of a test file: among them are the files and folders that it reads. */
const quoted = (code: string): Set<string> =>
  new Set(Array.from(code.matchAll(/["'`]([\w./-]+)["'`]/g), ([, text = ""]) => text));

/** `docs/decisions/0001.md` and the folders that hold it: `docs/decisions` and `docs`. */
const withFolders = (file: string): string[] =>
  file.split("/").map((_, index, parts) => parts.slice(0, parts.length - index).join("/"));

/** Changed files that every test rests on, although none imports them. */
const CONFIG = "vitest.config.ts";
const UNDER_ALL = ["package-lock.json", "tests/support/clean-slate.ts"];
const UNDER_DATABASES = [/^drizzle\//, /^tests\/integration\/global-setup\.ts$/];

/**
 * What to ask Vitest about, so that it finds each test that a change can have broken: the changed files, whose importers it knows, and
 * what it can't know: tests that read a changed file by its path, or by its folder's, and what lies under all of them.
 *
 * @param tests the code of the test files, by path
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
