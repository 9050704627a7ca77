import { z } from "zod";
import { splitPath } from "@/lib/base/i18n-path";
import { type BodyFailure, JSON_BODY_LIMIT, readText, wrongFields } from "./body";
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

async function read(
  request: Request,
): Promise<{ ok: true; data: StoppedByPolicy } | { ok: false; code: BodyFailure; fields?: string[] }> {
  const type = request.headers.get("content-type") ?? "";
  if (!TYPES.some((known) => type.startsWith(known))) return { ok: false, code: "unsupported_media_type" };
  const body = await readText(request, JSON_BODY_LIMIT);
  if (!body.ok) return body;
  let value: unknown;
  try {
    value = JSON.parse(body.text);
  } catch {
    return { ok: false, code: "invalid_json" };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, data: parsed.data };
  return { ok: false, code: "invalid_request", ...wrongFields(parsed.error) };
}

export const policyReport: BodyReader<StoppedByPolicy> = Object.assign(read, {
  schema,
  formats: ["json"] as const,
});

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
