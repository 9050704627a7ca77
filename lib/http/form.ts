import type { z } from "zod";
import { storableJson } from "@/lib/base/storable-text";
import { type BodyFailure, JSON_BODY_LIMIT, readText, wrongFields } from "./body";

/** Reads a form of limited size that fits `schema`; of a repeated name the last value counts. */
export async function readForm<Output>(
  request: Request,
  schema: z.ZodType<Output>,
): Promise<{ ok: true; data: Output } | { ok: false; code: BodyFailure; fields?: string[] }> {
  const type = request.headers.get("content-type") ?? "";
  if (!type.startsWith("application/x-www-form-urlencoded")) {
    return { ok: false, code: "unsupported_media_type" };
  }
  const body = await readText(request, JSON_BODY_LIMIT);
  if (!body.ok) return body;
  const given = Object.fromEntries(new URLSearchParams(body.text));
  const parsed = schema.safeParse(storableJson(given).value);
  if (parsed.success) return { ok: true, data: parsed.data };
  return { ok: false, code: "invalid_request", ...wrongFields(parsed.error) };
}

export function seeOther(path: string): Response {
  return new Response(null, { status: 303, headers: { Location: path, "Cache-Control": "no-store" } });
}
