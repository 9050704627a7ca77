import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { isHTTPAccessFallbackError } from "next/dist/client/components/http-access-fallback/http-access-fallback";
import { getURLFromRedirectError } from "next/dist/client/components/redirect";
import { isRedirectError } from "next/dist/client/components/redirect-error";
import { z } from "zod";
import type { Visitor } from "../visitor";
import type { Pool } from "./from-schema";
import { oddText } from "./odd-values";

export type FuzzedAction = { name: string; run: (form: FormData) => Promise<unknown> };

const isAction = (value: unknown): value is (...given: unknown[]) => Promise<unknown> =>
  typeof value === "function";

/** Every function of every file on disk that is for server actions. One with two parameters gets the state of its form first. */
export async function allActions(): Promise<FuzzedAction[]> {
  const files = ["app", "components", "lib"].flatMap((folder) =>
    readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => join(folder, file))
      .filter((file) => readFileSync(file, "utf8").startsWith('"use server"')),
  );
  const found = await Promise.all(
    files.map(async (file) => {
      const module: unknown = await import(/* @vite-ignore */ join(process.cwd(), file));
      const exported = z.record(z.string(), z.unknown()).parse({ ...Object(module) });
      return Object.entries(exported).flatMap(([name, value]) =>
        isAction(value)
          ? [
              {
                name,
                run: (form: FormData) => (value.length === 2 ? value({ status: "none" }, form) : value(form)),
              },
            ]
          : [],
      );
    }),
  );
  return found.flat();
}

type Field = [name: string, value: string | File];

/** Forms with any of the fields that mean something in the store, each right, odd, doubled, missing, or a file. */
export function formsFor(pool: Pool): fc.Arbitrary<Field[]> {
  const file = () => new File(["x"], "odd\0name.txt");
  const field = fc
    .constantFrom(...Object.entries(pool))
    .chain(([name, known]) =>
      fc
        .oneof(
          { weight: 5, arbitrary: fc.constantFrom(...known) },
          { weight: 4, arbitrary: oddText() },
          { weight: 1, arbitrary: fc.constant(null) },
        )
        .map((value): Field => [name, value ?? file()]),
    );
  const stray = oddText().map((name): Field => [name, "x"]);
  return fc.array(fc.oneof({ weight: 12, arbitrary: field }, { weight: 1, arbitrary: stray }), {
    maxLength: 14,
  });
}

/** How an action ends. Anything that it throws but a redirect or "not found" is thrown here too. */
export async function submit(
  action: FuzzedAction,
  person: Visitor,
  fields: readonly Field[],
): Promise<string> {
  const cookies = [...person.cookies];
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  try {
    await person.does(() => action.run(form));
    return "returned";
  } catch (error) {
    if (isRedirectError(error)) return `to ${getURLFromRedirectError(error)}`;
    if (isHTTPAccessFallbackError(error)) return "not found";
    throw error;
  } finally {
    person.cookies.clear();
    for (const [name, value] of cookies) person.cookies.set(name, value);
  }
}
