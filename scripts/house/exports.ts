import { parseSync } from "rolldown/utils";
import { resolveImport } from "./imports";

type Export = {
  name: string;
  /** The line's number, from 1. */
  line: number;
};

/** A file's own exports, and the names that it uses of other files. */
type FileNames = {
  path: string;
  exports: readonly Export[];
  /** `name`: `*` for all. */
  uses: readonly { target: string; name: string }[];
};

/** What a file exports, and which names it uses of others. A default export is called `default`. @throws Error when the code can't be parsed */
export function namesIn(path: string, code: string): FileNames {
  const { module, errors } = parseSync(path, code);
  const [error] = errors;
  if (error) throw new Error(`${path}: ${error.message}`);
  const lineOf = (at: number) => code.slice(0, at).split("\n").length;
  const exported = module.staticExports.flatMap(({ entries }) => entries);
  const passedOn = exported.flatMap(({ moduleRequest, importName }) =>
    moduleRequest ? [{ from: moduleRequest.value, name: importName.name ?? "*" }] : [],
  );
  const imported = module.staticImports.flatMap(({ moduleRequest, entries }) =>
    entries.map(({ importName: { kind, name } }) => ({
      from: moduleRequest.value,
      name: kind === "Default" ? "default" : (name ?? "*"),
    })),
  );
  const called = Array.from(code.matchAll(/\bimport\(\s*["'`]([^"'`$]+)["'`]/g), ([, from = ""]) => ({
    from,
    name: "*",
  }));
  return {
    path,
    exports: exported
      .filter(({ moduleRequest }) => !moduleRequest)
      .map(({ exportName: { name }, start }) => ({ name: name ?? "default", line: lineOf(start) })),
    uses: [...passedOn, ...imported, ...called].flatMap(({ from, name }) => {
      const target = resolveImport(path, from);
      return target ? [{ target, name }] : [];
    }),
  };
}

/** What Next.js reads from its files under `app/` itself. */
const READ_BY_NEXT =
  /^(metadata|viewport|generate\w+|GET|POST|PUT|PATCH|DELETE|dynamic|revalidate|runtime|maxDuration|size|contentType|alt)$/;

/** A framework finds its files by their names: default exports, and those in the repository's root. */
const isForFramework = ({ path }: FileNames, { name }: Export) =>
  name === "default" || !path.includes("/") || (path.startsWith("app/") && READ_BY_NEXT.test(name));

/** Finds names that two files export: a reader of a third file could not tell which one is meant. */
export function exportedTwice(files: readonly FileNames[]): string[] {
  const places = new Map<string, string[]>();
  for (const file of files) {
    for (const one of file.exports) {
      if (isForFramework(file, one)) continue;
      places.set(one.name, [...(places.get(one.name) ?? []), `${file.path}:${one.line}`]);
    }
  }
  return [...places]
    .filter(([, [, second]]) => second !== undefined)
    .map(
      ([name, found]) =>
        `${name} is exported by ${found.join(" and by ")}. Give each a name that says which of the two it is.`,
    );
}

/** Finds exports that no importer names. */
export function unusedExports(files: readonly FileNames[], importers: readonly FileNames[]): string[] {
  const used = new Set(importers.flatMap(({ uses }) => uses.map(({ target, name }) => `${target} ${name}`)));
  return files.flatMap((file) =>
    file.exports
      .filter((one) => !isForFramework(file, one))
      .filter(({ name }) => !used.has(`${file.path} ${name}`) && !used.has(`${file.path} *`))
      .map(
        ({ name, line }) =>
          `${file.path}:${line} exports ${name}, which no other file imports. Remove the word export, or the code with it.`,
      ),
  );
}
