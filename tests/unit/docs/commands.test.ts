import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { HELP } from "@/local-stripe/src/settings";
import packageJson from "@/package.json";
import playwrightConfig from "@/playwright.config";
import { blocks, PAGES, type Page, spans } from "@/tests/support/docs";
import vitestConfig from "@/vitest.config";

type Options = NonNullable<Parameters<typeof parseArgs>[0]>["options"];
type Accepted = { options: Options; allowPositionals: boolean };

const isScript = (name: string): name is keyof typeof packageJson.scripts =>
  Object.hasOwn(packageJson.scripts, name);

/** From an opening bracket to the one that closes it. */
function bracketed(text: string, open: number): string {
  let depth = 0;
  for (let at = open; at < text.length; at++) {
    if ("({[".includes(text.charAt(at))) depth++;
    if (")}]".includes(text.charAt(at)) && --depth === 0) return text.slice(open, at + 1);
  }
  throw new Error(`nothing closes the bracket at ${open}`);
}

/** What a script's own call of parseArgs takes, read from its source as running it would start a command. */
function acceptedBy(file: string): Accepted | undefined {
  const source = readFileSync(file, "utf8");
  const call = source.indexOf("parseArgs(");
  if (call < 0) return undefined;
  const given = bracketed(source, call + "parseArgs".length);
  const elsewhere = /options: ([A-Z]+)\b/.exec(given)?.[1];
  const listed = elsewhere
    ? bracketed(source, source.indexOf("{", source.indexOf(`const ${elsewhere} =`)))
    : given;
  const options = Array.from(
    listed.matchAll(/"?([\w-]+)"?: \{\s*type: "(string|boolean)"/g),
    ([, name, type]) => [name ?? "", { type: type === "string" ? "string" : "boolean" }],
  );
  return { options: Object.fromEntries(options), allowPositionals: given.includes("allowPositionals: true") };
}

const file = (line: string) => /(?:^|\s)((?:scripts|tests|local-stripe)\/[\w/-]+\.ts)/.exec(line)?.[1];

/** Options of the programs that get a command's arguments handed on. */
const HANDED_ON: Readonly<Record<string, Options>> = {
  "test:journeys": {
    "no-build": { type: "boolean" },
    "read-only": { type: "boolean" },
    target: { type: "string" },
    email: { type: "string" },
    project: { type: "string" },
    trace: { type: "string" },
  },
  "test:postgres": {},
  "test:unit": { project: { type: "string" } },
  "test:integration": {},
  "db:generate": { name: { type: "string" } },
};

const PROJECTS: Readonly<Record<string, readonly unknown[]>> = {
  "test:journeys": (playwrightConfig.projects ?? []).map(({ name }) => name),
  "test:unit": (vitestConfig.test?.projects ?? []).map((one) =>
    typeof one === "object" && "test" in one ? one.test?.name : one,
  ),
};

/** Why a command as it stands in a page would be refused; null when it would not. */
function refusal(name: string, given: readonly string[]): string | null {
  if (!isScript(name)) return "there is no such command";
  const args = given.map((arg) => arg.replace(/^\[|\]$/g, ""));
  const own = file(packageJson.scripts[name]);
  const accepted = (own && acceptedBy(own)) || {
    options: HANDED_ON[name] ?? {},
    allowPositionals: name in HANDED_ON || name === "test:restarts" || name === "test:mutation",
  };
  try {
    const { project } = z
      .object({ project: z.string().optional() })
      .parse(parseArgs({ args, ...accepted }).values);
    if (project !== undefined && !PROJECTS[name]?.includes(project)) return "no such project";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (name !== "discounts" || args.length === 0) return null;
  const words = args.slice(0, args.findIndex((arg) => !/^[a-z]+$/.test(arg)) >>> 0).join(" ");
  return readFileSync("scripts/discounts.ts", "utf8").includes(`npm run discounts -- ${words}`)
    ? null
    : "discounts has no such command";
}

/** In the place of `<number>`, `<command>` and the like. */
const ANYTHING = "_";

/** Commands of a page: in full, as `npm run orders:show -- <number>`, or only `orders:show`, which is read in the same way. */
function commands({ text }: Page): string[] {
  const lines = [
    ...spans(text).map(({ code }) => code),
    ...blocks(text).flatMap(({ body }) => body.split("\n")),
  ].map((line) => line.replaceAll(/<[^<>]+>/g, ANYTHING));
  return lines.flatMap((line) => {
    const inFull = Array.from(line.matchAll(/npm (?:run )?(?:-s )?([^&|>#)]+)/g), ([whole, rest = ""]) =>
      whole.startsWith("npm run") || /^(start|test)\b/.test(rest) ? rest : "",
    );
    const short = /^[a-z]+:[a-z-]+(?= |$)/.test(line) && !line.startsWith("http") ? [line] : [];
    return [...inFull, ...short].map((one) => one.trim()).filter(Boolean);
  });
}

describe.each(PAGES)("$file", (page) => {
  it("names only commands that exist, with arguments that they take", () => {
    const refused = commands(page).flatMap((command) => {
      const [name = "", ...args] = command.replace(" -- ", " ").split(/\s+/);
      const why = name === ANYTHING ? null : refusal(name, args);
      return why === null ? [] : [`${command}: ${why}`];
    });
    expect(refused).toEqual([]);
  });
});

it("every command is named in a page", () => {
  const named = new Set(PAGES.flatMap(commands).map((command) => command.split(/\s/)[0]));
  expect(Object.keys(packageJson.scripts).filter((name) => !named.has(name))).toEqual([]);
});

describe("a flag on its own", () => {
  it("is one of some command", () => {
    const known = Object.entries(packageJson.scripts).flatMap(([name, line]) => {
      const own = file(line);
      return Object.keys({ ...(own && acceptedBy(own)?.options), ...HANDED_ON[name] });
    });
    // The local Stripe is a package with a command of its own.
    known.push(...Array.from(HELP.matchAll(/--([a-z-]+)/g), ([, flag = ""]) => flag));
    const unknown = PAGES.flatMap(({ file: pageFile, text }) =>
      spans(text).flatMap(({ code }) => {
        const flag = /^(?:-- )?--([\w-]+)/.exec(code)?.[1];
        return flag === undefined || known.includes(flag) ? [] : [`${pageFile}: ${code}`];
      }),
    );
    expect(unknown).toEqual([]);
  });
});

const PROGRAMS = [
  "cd",
  "cp",
  "curl",
  "docker",
  "echo",
  "export",
  "git",
  "node",
  "npm",
  "npx",
  "openssl",
  "pg_dump",
  "pg_restore",
  "psql",
];
const KEYWORDS = ["do", "done", "for", "if", "then", "fi"];

/** The word that each command of a line of shell starts with, past its variables; none within quotes or `$( )`. */
function programsOf(line: string): string[] {
  const bare = line.replaceAll(/"(?:[^"\\]|\\.)*"|'[^']*'|\$\([^()]*\)/g, "_").replace(/(^|\s)#.*$/, "");
  return bare.split(/&&|\|\|?|;/).flatMap((part) => {
    const words = part.trim().split(/\s+/);
    const [word] = words.filter((one) => !/^\w+=/.test(one) && one !== "do" && one !== "then");
    return word === undefined || word === "" ? [] : [word];
  });
}

const shell = PAGES.flatMap((one) =>
  blocks(one.text)
    .filter(({ language, body }) => language === "sh" || (language === "" && body.startsWith("npm ")))
    .map(({ body }) => ({ file: one.file, body })),
);

describe("the blocks of shell", () => {
  it("are as a shell takes them", () => {
    expect(shell.length).toBeGreaterThan(10);
    const script = shell.map(({ body }) => body.replaceAll(/<[a-z .]+>/g, "_")).join("\n");
    const { stderr, status } = spawnSync("bash", ["-n"], { input: script, encoding: "utf8" });
    expect({ stderr, status }).toEqual({ stderr: "", status: 0 });
  });

  it("call programs that are there", () => {
    const unknown = shell.flatMap((one) =>
      one.body
        .split("\n")
        .flatMap(programsOf)
        .filter((program) => ![...PROGRAMS, ...KEYWORDS].includes(program))
        .map((program) => `${one.file}: ${program}`),
    );
    expect(unknown).toEqual([]);
  });

  it("and all else run with npx what is installed", () => {
    const missing = PAGES.flatMap(({ file: pageFile, text }) =>
      Array.from(text.matchAll(/npx ([\w-]+)/g), ([, program]) => ({ pageFile, program })).filter(
        // The local Stripe's own test installs it and runs its command.
        ({ program }) => program !== "local-stripe" && !existsSync(`node_modules/.bin/${program}`),
      ),
    );
    expect(missing).toEqual([]);
  });
});
