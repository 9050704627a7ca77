import type { z } from "zod";
import { type BodyFailure, readJson } from "./body";
import { readForm } from "./form";

/** Reads a body of limited size and checks it; `fields` names the wrong ones. */
export type BodyReader<Body> = (
  request: Request,
) => Promise<{ ok: true; data: Body } | { ok: false; code: BodyFailure; fields?: string[] }>;

export const json =
  <Body>(schema: z.ZodType<Body>): BodyReader<Body> =>
  (request) =>
    readJson(request, schema);

export const form =
  <Body>(schema: z.ZodType<Body>): BodyReader<Body> =>
  (request) =>
    readForm(request, schema);

/** Reads a form or JSON: a page's form without JavaScript is answered with a page, a program with JSON. */
export const formOrJson =
  <Body>(schema: z.ZodType<Body>): BodyReader<Body> =>
  (request) =>
    isForm(request.headers) ? readForm(request, schema) : readJson(request, schema);

export const isForm = (headers: Headers): boolean =>
  !!headers.get("content-type")?.startsWith("application/x-www-form-urlencoded");
