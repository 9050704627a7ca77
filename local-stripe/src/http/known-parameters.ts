import { KNOWN_PARAMETERS } from "../facts/known-parameters";
import { ApiError, notModelled, UnknownValue } from "./errors";

/** The parameters of all calls under `/v1`, as the SDK's types have them. */
export interface Parameters {
  /** Index of the shape by call, such as `POST /v1/prices/:id`. */
  calls: Record<string, number>;
  /** By parameter: 0 for a plain value, an index for an object or a list of objects, text for values joined by `|`. `*` is any name. */
  shapes: Record<string, number | string>[];
}

let parsed: Parameters | undefined;

const known = (): Parameters => {
  parsed ??= JSON.parse(KNOWN_PARAMETERS) as Parameters;
  return parsed;
};

/** Refuses what Stripe takes and the local Stripe does not as that, with 501: not as an error of the caller. */
export function asNotModelled(error: unknown, call: string): unknown {
  if (!(error instanceof ApiError) || error.status !== 400) return error;
  const { code, param } = error.fields;
  if (param === undefined) return error;
  const taken = parameterOf(call, param);
  if (code === "parameter_unknown" && taken !== undefined) {
    return notModelled(`the parameter ${param} of ${call}`);
  }
  if (error instanceof UnknownValue && typeof taken === "string" && taken.split("|").includes(error.value)) {
    return notModelled(`the value ${error.value} of the parameter ${param} of ${call}`);
  }
  return error;
}

/** What the SDK knows of a parameter such as `line_items[0][price]`; undefined when it does not have it. */
function parameterOf(call: string, param: string): number | string | undefined {
  const { calls, shapes } = known();
  const anyId = call.replace(/:\w+/g, ":id");
  const path = param.split(/[[\]]+/).filter((part) => part !== "" && !/^\d+$/.test(part));
  let found: number | string | undefined = calls[anyId];
  if (found === undefined || path.length === 0) return undefined;
  for (const part of path) {
    const shape: Record<string, number | string> | undefined =
      typeof found === "number" ? shapes[found] : undefined;
    found = shape && Object.hasOwn(shape, part) ? shape[part] : undefined;
  }
  return found;
}

let addresses: string[][] | undefined;

/** The values that a list of values may have, such as those of `enabled_events`; none where the SDK's types don't say. */
export function knownValues(call: string, param: string): string[] {
  const values = parameterOf(call, param);
  return typeof values === "string" ? values.split("|") : [];
}

/** Whether the SDK's types have a call with this method and path, such as `GET /v1/quotes/qt_1/line_items`. */
export function isCallOfStripe(method: string, path: string): boolean {
  addresses ??= Object.keys(known().calls).map((call) => call.split(/[ /]+/));
  const asked = [method, ...path.split("/").slice(1)];
  return addresses.some(
    (call) =>
      call.length === asked.length &&
      call.every((part, index) => (part === ":id" ? asked[index] !== "" : part === asked[index])),
  );
}
