import type { Local } from "../state/local";
import { invalid } from "./errors";
import type { InputObject } from "./form";
import { list, text } from "./rules";

const MAX_DEPTH = 4;

export function readExpand(input: InputObject): string[] {
  const value = input.expand;
  if (value === undefined) return [];
  const paths =
    typeof value === "string" ? [text().parse(value, "expand")] : list(text()).parse(value, "expand");
  for (const path of paths) {
    // `data` of a list is a level too: docs.stripe.com/api/expanding_objects.
    if (path.split(".").length > MAX_DEPTH) {
      throw invalid(
        `You cannot expand more than ${MAX_DEPTH} levels of a property: ${path}`,
        "expand",
        "property_expansion_max_depth",
      );
    }
  }
  return paths;
}

/** Replaces references on the paths by their objects, in a copy. */
export function expand(local: Local, response: object, paths: string[]): object {
  if (paths.length === 0) return response;
  const copy = structuredClone(response);
  for (const path of paths) walk(local, copy, null, path.split("."), path);
  return copy;
}

function walk(local: Local, target: object, parent: object | null, parts: string[], path: string): void {
  const [key, ...rest] = parts;
  if (key === undefined) return;
  const fields: Record<string, unknown> = target as Record<string, unknown>;
  const isIncludable = !(key in fields);
  const value = isIncludable ? local.resources.part(local, target, parent, key) : fields[key];
  if (value === undefined) {
    throw invalid(`This property cannot be expanded (${path}).`, "expand");
  }
  fields[key] = Array.isArray(value)
    ? value.map((item) => step(local, target, key, item, rest, path))
    : step(local, target, key, value, rest, path);
}

function step(
  local: Local,
  owner: object,
  key: string,
  value: unknown,
  rest: string[],
  path: string,
): unknown {
  const resolved = typeof value === "string" ? local.resources.find(local, key, value) : value;
  if (typeof resolved !== "object" || resolved === null) {
    if (typeof value === "string" && rest.length === 0) {
      throw invalid(`This property cannot be expanded (${path}).`, "expand");
    }
    return value;
  }
  const copy = structuredClone(resolved);
  if (rest.length > 0) walk(local, copy, owner, rest, path);
  return copy;
}
