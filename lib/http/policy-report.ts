import { z } from "zod";
import { splitPath } from "@/lib/base/i18n-path";
import { readJson } from "./body";
import type { BodyReader } from "./body-reader";

/** What a policy stopped, without anything of the person who saw the page. */
export type StoppedByPolicy = {
  /** "script-src-elem". */
  directive: string;
  /** "https://evil.example", or a word such as "inline". */
  blocked: string;
  /** "/account/…": an address may name an order. */
  page: string;
};

const text = z.string().max(4_000).default("");

/** Source: w3.org/TR/CSP3/#deprecated-serialize-violation. */
const schema = z
  .object({
    "csp-report": z.object({
      "effective-directive": text,
      "violated-directive": text,
      "blocked-uri": text,
      "document-uri": text,
    }),
  })
  .transform(({ "csp-report": report }): StoppedByPolicy => {
    const directive = report["effective-directive"] || report["violated-directive"];
    return {
      directive: directive.match(/^[a-z-]{1,40}/)?.[0] ?? "unknown",
      blocked: blockedBy(report["blocked-uri"]),
      page: pageOf(report["document-uri"]),
    };
  });

const TYPES = ["application/csp-report", "application/json"];

export const policyReport: BodyReader<StoppedByPolicy> = Object.assign(
  (request: Request) => readJson(request, schema, TYPES),
  { schema, formats: ["json"] as const },
);

function blockedBy(blocked: string): string {
  if (/^[a-z-]{1,40}$/.test(blocked)) return blocked;
  if (!URL.canParse(blocked)) return "unknown";
  const { origin, protocol } = new URL(blocked);
  return (origin === "null" ? protocol : origin).slice(0, 200);
}

function pageOf(url: string): string {
  if (!URL.canParse(url)) return "unknown";
  const [first = "", ...rest] = splitPath(new URL(url).pathname).path.slice(1).split("/");
  return /^[a-z-]{0,20}$/.test(first) ? `/${first}${rest.length > 0 ? "/…" : ""}` : "unknown";
}
