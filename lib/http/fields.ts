import type { z } from "zod";
import { type BodyFailure, readJson } from "./body";
import { readForm } from "./form";

type Fields<Output> = { ok: true; data: Output } | { ok: false; code: BodyFailure; fields?: string[] };

/**
 * What a page's form or a program sends to the same address. `fromPage`: the answer has to be a page as well, for a
 * form works without JavaScript.
 */
export async function readFields<Output>(
  request: Request,
  schema: z.ZodType<Output>,
): Promise<{ fromPage: boolean; body: Fields<Output> }> {
  const fromPage = !!request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded");
  return { fromPage, body: await (fromPage ? readForm : readJson)(request, schema) };
}
