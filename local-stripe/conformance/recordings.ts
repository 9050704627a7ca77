import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { differencesOf } from "./compare";
import type { Answer, Result } from "./run-case";

/** Answers that are kept, one file a case, in a folder. */
export class Recordings {
  constructor(private readonly folder: string) {}

  write({ name, answers, leftOut }: Result): void {
    if (leftOut) return;
    mkdirSync(this.folder, { recursive: true });
    writeFileSync(this.path(name), `${JSON.stringify({ name, answers }, null, 1)}\n`);
  }

  read(name: string): Answer[] | undefined {
    const path = this.path(name);
    return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")).answers : undefined;
  }

  /** Names of files that belong to none of these cases, as these were renamed or are gone. */
  strays(names: readonly string[]): string[] {
    const known = new Set(names.map((name) => this.path(name)));
    const all = existsSync(this.folder) ? readdirSync(this.folder) : [];
    return all.filter((file) => !known.has(`${this.folder}/${file}`));
  }

  remove(file: string): void {
    rmSync(`${this.folder}/${file}`);
  }

  private path(name: string): string {
    return `${this.folder}/${name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^-|-$/g, "")}.json`;
  }
}

/** Where answers to the same case differ: one line each. @param names of the two sides */
export function compareAnswers(
  one: readonly Answer[],
  other: readonly Answer[],
  names: readonly [string, string],
): string[] {
  return Array.from({ length: Math.max(one.length, other.length) }, (_, at) => {
    const [first, second] = [one[at], other[at]];
    const step = (first ?? second)?.step ?? "";
    if (!first || !second) {
      return [`${step}: ${names[first ? 1 : 0]} has no answer, as the case ended before`];
    }
    return differencesOf(
      { status: first.status, body: first.body },
      { status: second.status, body: second.body },
      names,
    ).map((difference) => `${step}: ${difference.replace(/^body\.?/, "")}`);
  }).flat();
}
