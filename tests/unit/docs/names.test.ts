import { readFileSync } from "node:fs";
import { basename } from "node:path";
import { describe, expect, it } from "vitest";
import { CHECKOUT_SURFACES } from "@/lib/model/surface";
import { fromRoot, PAGES, REPOSITORY, spans } from "@/tests/support/docs";

const TEXT = /\.(tsx?|mjs|json|css|sql)$/;
const SOURCE = /\.tsx?$/;
const FILES = REPOSITORY.filter(
  (file) => (TEXT.test(file) || file === ".env.local.example") && !file.startsWith("tests/unit/docs/"),
).map((file) => ({ file, text: readFileSync(file, "utf8") }));

const TEXTS = new Map(FILES.map(({ file, text }) => [file, text]));

/** Every word of the code, its strings and its settings: names, codes, columns, parameters of Stripe. */
const WORDS = new Set(FILES.flatMap(({ text }) => text.match(/[A-Za-z_$][\w$]*(?:-[\w$]+)*/g) ?? []));
for (const word of [...WORDS]) for (const part of word.split("-")) WORDS.add(part);

/** Not the repository's: made by commands, or examples of a reader's own. */
const NOT_OURS =
  /^(\.data|\.next|test-results|node_modules|\.env\.(?!local\.example))|^http\/(json|protobuf)$|(^|\/)(rule|segment|program)\.json$|…|</;
const FOLDERS = [...new Set(REPOSITORY.flatMap((file) => file.split("/").slice(0, -1)))];

/** `lib/base/money.ts`, `lib/base/`, `texts.ts`, or `messages/*\/cart.json`; null for what is no file or folder. */
function pathOf(code: string): string | null {
  if (NOT_OURS.test(code) || /[\s{}"'`=:]/.test(code) || /^[/@$~-]|^\w+\.\w+\/|\.\.\./.test(code))
    return null;
  const isFile = /[\w*)\]]\.(tsx?|mjs|json|css|sql|md|ya?ml)$/.test(code);
  const isFolder = code.includes("/") && FOLDERS.includes(code.split("/")[0] ?? "");
  return isFile || isFolder ? code : null;
}

/** Files by a path in which `*` stands for any name of a file or folder. */
function filesLike(path: string): string[] {
  const escaped = path.replaceAll(/[.()[\]+^$]/g, "\\$&").replaceAll("*", "[^/]+");
  const pattern = new RegExp(`^${escaped}${path.endsWith("/") ? "" : "(/|$)"}`);
  return REPOSITORY.filter((file) => pattern.test(file));
}

const isOfLocalStripe = (file: string) => file.startsWith("local-stripe/");

/** The files that a path of a page leads to: seen from the root or the page's folder. A bare name has to be of one file alone. */
function filesAt(pageFile: string, path: string): string[] {
  if (path.includes("/")) {
    return [...fromRoot(pageFile, path), ...fromRoot(pageFile, `src/${path}`)].flatMap(filesLike);
  }
  if (path.startsWith("*")) return REPOSITORY.filter((file) => file.endsWith(path.slice(1)));
  const named = REPOSITORY.filter(
    (file) => basename(file) === path && isOfLocalStripe(file) === isOfLocalStripe(pageFile),
  );
  const first = named.filter((file) => [path, ...fromRoot(pageFile, `src/${path}`)].includes(file));
  return named.length === 1 ? named : first;
}

/** Names of other programs' things that no file of ours spells out. */
const OTHERS = new Set([
  // The browser's.
  "insertBefore",
  "removeChild",
  // Next.js'.
  "cacheComponents",
  // A header that Vercel sets.
  "Strict-Transport-Security",
  // A setting of OpenTelemetry's own.
  "OTEL_EXPORTER_OTLP_METRICS_TEMPORALITY_PREFERENCE",
  // Amazon's codes, and what its keys may do.
  "NoSuchBucket",
  "SignatureDoesNotMatch",
  "AccessDenied",
  // An option of Stripe.js that the local Stripe does not look at.
  "contacts",
  // Test ids that are made of a surface's name.
  ...CHECKOUT_SURFACES.map((surface) => `checkout-${surface}`),
]);

/** The names that a span of code is made of; none for a sentence, an address, or text of a program. */
function namesIn(code: string): string[] {
  const called = /^(?:await )?([A-Za-z_$][\w$]*)\(/.exec(code)?.[1];
  if (called !== undefined) return [called];
  return /^[A-Za-z_$][\w$-]*(?:\.[A-Za-z_$][\w$]*|\[\])*$/.test(code)
    ? code
        .split(/\.|\[\]/)
        .filter(Boolean)
        // As an id begins: the code has it without the line.
        .map((name) => name.replace(/_$/, ""))
    : [];
}

/** `` `name` (`file`) ``, `` `name` in `file` ``, and an item that begins with `` `file`: ``, for its first sentence. */
function claims(around: string): { name: string; path: string }[] {
  const text = around.replaceAll(/\n\s*/g, " ").trim();
  const beside = Array.from(text.matchAll(/`(\w+)(?:\([^`]*\))?`,? (?:\(|in )`([^`]+\.tsx?)`/g), (match) => ({
    name: match[1] ?? "",
    path: match[2] ?? "",
  }));
  const [, path = "", rest = ""] = /^(?:[-*|]|\d+\.) `([^`]+\.tsx?)`(?::| \|)(.*?)(?:\. |$)/.exec(text) ?? [];
  const listed = spans(rest).flatMap(({ code }) => namesIn(code).map((name) => ({ name, path })));
  return path === "" ? beside : [...beside, ...listed];
}

describe.each(PAGES)("$file", ({ file: pageFile, text }) => {
  const found = spans(text);

  it("names only files and folders that exist", () => {
    const paths = found.flatMap(({ code }) => pathOf(code) ?? []);
    expect(paths.filter((path) => filesAt(pageFile, path).length === 0)).toEqual([]);
  });

  // One page is of the names of Stripe's types, and a test of its own compares it with them.
  it.skipIf(pageFile === "local-stripe/docs/coverage.md")("names only what the code has", () => {
    const names = found.filter(({ code }) => pathOf(code) === null).flatMap(({ code }) => namesIn(code));
    expect([...new Set(names)].filter((name) => !WORDS.has(name) && !OTHERS.has(name))).toEqual([]);
  });

  it("says of a file only what the file has", () => {
    const wrong = found
      .flatMap(({ around }) => claims(around))
      .filter(({ name, path }) => {
        if (pathOf(path) === null || !SOURCE.test(path)) return false;
        const has = new RegExp(`\\b${name}\\b`);
        return !filesAt(pageFile, path).some((file) => has.test(TEXTS.get(file) ?? ""));
      });
    expect(wrong).toEqual([]);
  });
});
