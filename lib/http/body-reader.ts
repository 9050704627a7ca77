import type { z } from "zod";
import { type BodyFailure, DESK_TEXT_LIMIT, readJson } from "./body";
import { readForm } from "./form";

export type BodyFormat = "json" | "form";

/** Reads a body of limited size and checks it; `fields` names the wrong ones. `schema` and `formats` say what it takes. */
export type BodyReader<Body> = ((
  request: Request,
) => Promise<{ ok: true; data: Body } | { ok: false; code: BodyFailure; fields?: string[] }>) & {
  schema: z.ZodType<Body>;
  formats: readonly BodyFormat[];
};

export const json = <Body>(schema: z.ZodType<Body>): BodyReader<Body> =>
  Object.assign((request: Request) => readJson(request, schema), { schema, formats: ["json"] as const });

/** For calls of the desk with long texts. */
export const longJson = <Body>(schema: z.ZodType<Body>): BodyReader<Body> =>
  Object.assign((request: Request) => readJson(request, schema, undefined, DESK_TEXT_LIMIT), {
    schema,
    formats: ["json"] as const,
  });

export const form = <Body>(schema: z.ZodType<Body>): BodyReader<Body> =>
  Object.assign((request: Request) => readForm(request, schema), { schema, formats: ["form"] as const });

/** Reads a form or JSON: a page's form without JavaScript is answered with a page, a program with JSON. */
export const formOrJson = <Body>(schema: z.ZodType<Body>): BodyReader<Body> =>
  Object.assign(
    (request: Request) => (isForm(request.headers) ? readForm(request, schema) : readJson(request, schema)),
    { schema, formats: ["form", "json"] as const },
  );

export const isForm = (headers: Headers): boolean =>
  !!headers.get("content-type")?.startsWith("application/x-www-form-urlencoded");
