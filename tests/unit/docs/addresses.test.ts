import { existsSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { splitPath } from "@/lib/base/i18n-path";
import { CHECKOUT_SURFACES } from "@/lib/model/surface";
import { mountControl } from "@/local-stripe/src/control/mount";
import { type Handler, Router } from "@/local-stripe/src/http/router";
import { inBackticks, PAGES, page, REPOSITORY, sectionOf, spans, tables } from "@/tests/support/docs";

/** `app/(checkout)/[locale]/checkout/page.tsx` as a pattern of its address, without the language. */
const routes = REPOSITORY.flatMap((file) => {
  const [, path, kind] = /^app\/(.*?)\/?(route\.ts|page\.tsx)$/.exec(file) ?? [];
  if (path === undefined || path.includes("[...")) return [];
  const parts = path.split("/").filter((part) => part !== "[locale]" && !part.startsWith("("));
  const pattern = new RegExp(`^/${parts.map((part) => part.replace(/^\[.*\]$/, "[^/]+")).join("/")}/?$`);
  return [{ file, kind, parts, pattern }];
});

/** Of the store's pages and of what stands in `public`. */
const answers = (path: string, method: string | undefined) =>
  existsSync(`public${path}`) ||
  routes.some(({ file, kind, pattern }) => {
    if (!pattern.test(path)) return false;
    if (kind === "page.tsx") return method === undefined || method === "GET";
    return method === undefined || new RegExp(`\\b${method}\\b`).test(readFileSync(file, "utf8"));
  });

/** The beginning of several addresses, as `/checkout`, `/api/auth/**`. */
const isBeginning = (path: string) => {
  const parts = path.replaceAll("*", "").split("/").filter(Boolean);
  return routes.some(({ parts: own }) => parts.every((part, index) => own[index] === part));
};

describe.each(PAGES.filter(({ file }) => !file.startsWith("local-stripe/")))("$file", ({ text }) => {
  it("names only addresses that the store answers", () => {
    const lines = [
      ...spans(text).map(({ code }) => code),
      ...text.split("\n").filter((line) => /^(GET|POST|DELETE) /.test(line)),
    ];
    const wrong = lines.filter((line) => {
      const [, method, named] =
        /^(?:(GET|POST|PUT|DELETE) +)?(?:http:\/\/localhost:3000)?(\/[\w/.…*[\]-]*)/.exec(line) ?? [];
      const path = named && splitPath(named).path;
      // The local Stripe's, and a version of Stripe's API.
      if (
        path === undefined ||
        (method === undefined && isBeginning(path)) ||
        /^\/(_local|v1|stripe\.js|release|drop|list|dashboard)\b/.test(path)
      )
        return false;
      return !answers(path, method);
    });
    expect(wrong).toEqual([]);
  });
});

it("docs/testing.md has the address of each surface", () => {
  const [table] = tables(page("docs/testing.md")).filter(({ header }) => header[0] === "surface");
  const ids = (table?.rows ?? []).flatMap((row) => inBackticks(row[2] ?? ""));
  expect(ids.sort()).toEqual(CHECKOUT_SURFACES.map((surface) => `checkout-${surface}`).sort());
});

/** A router that tells what was put into it. */
class ListedRouter extends Router {
  readonly listed: string[] = [];
  override get(path: string, handler: Handler): void {
    this.listed.push(`GET ${path}`);
    super.get(path, handler);
  }
  override post(path: string, handler: Handler): void {
    this.listed.push(`POST ${path}`);
    super.post(path, handler);
  }
  override delete(path: string, handler: Handler): void {
    this.listed.push(`DELETE ${path}`);
    super.delete(path, handler);
  }
}

describe("the calls that control the local Stripe", () => {
  const router = new ListedRouter();
  mountControl(router);
  const PREFIX = "/_local/";

  /** `POST events/hold`, `/release`, `…/fail`: a short one is the one before it with another end. */
  function inFull(cell: string): string[] {
    const found: string[] = [];
    for (const code of inBackticks(cell)) {
      const [method = "", path = ""] = /^(?:GET|POST|DELETE) /.test(code)
        ? code.split(" ")
        : ["", code.split(" ")[0]];
      const [lastMethod = "", lastPath = ""] = (found.at(-1) ?? "").split(" ");
      if (method !== "")
        found.push(`${method} ${PREFIX}${path.replace(PREFIX, "").replaceAll(/<[^>]+>/g, ":id")}`);
      else if (/^(…|\/)/.test(path))
        found.push(`${lastMethod} ${lastPath.replace(/[^/]+$/, path.replace(/^…?\//, ""))}`);
    }
    return found;
  }

  const told = (text: string) =>
    tables(text)
      .filter(({ header }) => header[0] === "call")
      .flatMap(({ rows }) => rows.flatMap(([cell = ""]) => inFull(cell)));

  it("are all in local-stripe/README.md", () => {
    const named = told(sectionOf(page("local-stripe/README.md"), "\n## Control\n"));
    expect([...new Set(named)].sort()).toEqual([...router.listed].sort());
  });

  it("are there where docs/testing.md names them", () => {
    const named = told(page("docs/testing.md"));
    expect(named.length).toBeGreaterThan(15);
    expect(named.filter((call) => !router.listed.includes(call))).toEqual([]);
  });

  it("are there where a command calls them", () => {
    const calls = PAGES.flatMap(({ text }) =>
      Array.from(
        text.matchAll(/(?:\$s|localhost:12111\/_local)\/([\w/]+)/g),
        ([, path]) => `${PREFIX}${path}`,
      ),
    );
    expect(calls.length).toBeGreaterThan(5);
    const paths = router.listed.map((call) => call.split(" ")[1]);
    expect(calls.filter((call) => !paths.includes(call))).toEqual([]);
  });
});

/** Accounts of direct debits that are not listed pay. */
const PAYS = "DE89370400440532013000";

describe("test cards and accounts", () => {
  const known = REPOSITORY.filter((file) => file.startsWith("local-stripe/src/cards/"))
    .map((file) => readFileSync(file, "utf8"))
    .join("\n");

  it("are those of the local Stripe", () => {
    const numbers = PAGES.flatMap(({ text }) => [
      ...(text.match(/\b\d{4} \d{4} \d{4} \d{4}\b/g) ?? []),
      ...(text.match(/\b4\d{15}\b/g) ?? []),
      ...(text.match(/\b[A-Z]{2}\d{2}(?: ?[\dA-Z]{4}){3,}(?: ?\d{1,3})?\b/g) ?? []),
    ]).map((number) => number.replaceAll(" ", ""));
    expect(numbers.length).toBeGreaterThan(10);
    expect(numbers.filter((number) => number !== PAYS && !known.includes(number))).toEqual([]);
  });
});
