import type { Import } from "./imports";
import type { Floor } from "./plan";

export type SourceFile = {
  /** The path from the repository's root. */
  path: string;
  /** `target` is null for a package. */
  imports: readonly (Import & { target: string | null })[];
};

const isIn = (path: string, part: string) => path === part || path.startsWith(`${part}/`);

/** The part of a file is the longest folder that contains it; undefined when the plan has none. */
function partOf(path: string, floors: readonly Floor[]): string | undefined {
  return floors
    .flatMap(({ parts }) => parts)
    .filter((part) => isIn(path, part))
    .sort((one, other) => other.length - one.length)[0];
}

/** Finds imports that do not go down, and files without a part, each as a sentence that says what to do. */
export function wrongArrows(files: readonly SourceFile[], floors: readonly Floor[]): string[] {
  const heights = new Map(
    floors.flatMap(({ parts }, height) => parts.map((part) => [part, height] as const)),
  );
  const heightOf = (part: string) => heights.get(part) ?? Number.POSITIVE_INFINITY;
  return files.flatMap(({ path, imports }) => {
    const part = partOf(path, floors);
    if (!part) {
      return [
        `${path} belongs to no part of the plan. Move it into one, or give its folder a line in scripts/house/plan.ts.`,
      ];
    }
    return imports.flatMap(({ target, line }) => {
      const other = target === null ? part : partOf(target, floors);
      if (other === part) return [];
      if (other === undefined) {
        return [
          `${path}:${line} imports ${target}, which is outside of the plan. Move what both need into a part of it.`,
        ];
      }
      if (heightOf(other) < heightOf(part)) return [];
      const where = heightOf(other) === heightOf(part) ? "beside" : "above";
      return [
        `${path}:${line} imports ${target}: ${other} is ${where} ${part} in the plan. Move what it needs down into a part that both may import, pass it in from the caller, or move this file up.`,
      ];
    });
  });
}

/** Finds files that import each other's values: which one runs first depends on who imports them first. */
export function fileCircles(files: readonly SourceFile[]): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const next = (path: string) =>
    (byPath.get(path)?.imports ?? []).flatMap(({ target, isType }) => (target && !isType ? [target] : []));
  const done = new Set<string>();
  const circles: string[] = [];
  const walk = (path: string, trail: readonly string[]): void => {
    const seen = trail.indexOf(path);
    if (seen >= 0) {
      const circle = [...trail.slice(seen), path].join(" -> ");
      circles.push(`${circle} form a circle. Move what two of them need into a file of its own.`);
      return;
    }
    if (done.has(path)) return;
    for (const target of next(path)) walk(target, [...trail, path]);
    done.add(path);
  };
  for (const { path } of files) walk(path, []);
  return circles;
}

/** Packages with no place in a part, except in the files or folders of `except`. */
export type Banned = { part: string; packages: RegExp; except: readonly string[]; instead: string };

export function bannedPackages(files: readonly SourceFile[], bans: readonly Banned[]): string[] {
  return files.flatMap(({ path, imports }) =>
    bans
      .filter(({ part, except }) => isIn(path, part) && !except.some((one) => isIn(path, one)))
      .flatMap(({ packages, instead, part }) =>
        imports
          .filter(({ name, target }) => target === null && packages.test(name))
          .map(
            ({ name, line }) =>
              `${path}:${line} imports "${name}", which has no place in ${part}/. ${instead}`,
          ),
      ),
  );
}
