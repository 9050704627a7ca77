import type { z } from "zod";
import { storableJson } from "@/lib/base/storable-text";

export const JSON_BODY_LIMIT = 16 * 1024;
/** Bytes, for long texts that staff write. */
export const DESK_TEXT_LIMIT = 256 * 1024;
/** Bytes, far above Stripe's events. It keeps a stranger from filling the memory before the signature is checked. */
export const WEBHOOK_BODY_LIMIT = 512 * 1024;

export type BodyFailure = "body_too_large" | "invalid_json" | "invalid_request" | "unsupported_media_type";

/** Reads a body as text, with at most `limit` bytes in memory. */
export async function readText(
  request: Request,
  limit: number,
): Promise<{ ok: true; text: string } | { ok: false; code: "body_too_large" }> {
  const read = await readBytes(request, limit);
  return read.ok ? { ok: true, text: read.bytes.toString("utf8") } : read;
}

/** Reads a body as it is, with at most `limit` bytes in memory. */
export async function readBytes(
  request: Request,
  limit: number,
): Promise<{ ok: true; bytes: Buffer } | { ok: false; code: "body_too_large" }> {
  const length = request.headers.get("content-length");
  if (Number(length ?? 0) > limit) return { ok: false, code: "body_too_large" };
  // A server takes no more bytes than were declared, and taking them at once costs half of taking them piece by piece.
  if (length) {
    const bytes = Buffer.from(await request.arrayBuffer());
    return bytes.byteLength > limit ? { ok: false, code: "body_too_large" } : { ok: true, bytes };
  }
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of request.body ?? []) {
    size += chunk.byteLength;
    if (size > limit) return { ok: false, code: "body_too_large" };
    chunks.push(chunk);
  }
  return { ok: true, bytes: Buffer.concat(chunks) };
}

/** Reads a body as JSON; an empty one counts as `{}`. `types` are the content types that it may have, `limit` its most bytes. */
export async function readJson<Output>(
  request: Request,
  schema: z.ZodType<Output>,
  types: readonly string[] = ["application/json"],
  limit = JSON_BODY_LIMIT,
): Promise<{ ok: true; data: Output } | { ok: false; code: BodyFailure; fields?: string[] }> {
  const body = await readText(request, limit);
  if (!body.ok) return body;
  const type = request.headers.get("content-type") ?? "application/json";
  if (body.text && !types.some((known) => type.startsWith(known)))
    return { ok: false, code: "unsupported_media_type" };
  let value: unknown;
  try {
    value = body.text === "" ? {} : storableJson(JSON.parse(body.text)).value;
  } catch {
    return { ok: false, code: "invalid_json" };
  }
  const parsed = schema.safeParse(value);
  if (parsed.success) return { ok: true, data: parsed.data };
  return { ok: false, code: "invalid_request", ...wrongFields(parsed.error) };
}

export function wrongFields(error: z.ZodError): { fields: string[] } {
  return { fields: error.issues.map((issue) => issue.path.join(".") || "body") };
}
