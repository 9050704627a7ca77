import { KNOWN_PARAMETERS } from "../../src/facts/known-parameters";
import { Api } from "../../src/http/api";
import type { Parameters } from "../../src/http/known-parameters";
import { Router } from "../../src/http/router";
import type { Shape } from "../../src/http/rules";
import { mountApi } from "../../src/resources/registry";

/** A call of the SDK, such as `POST /v1/prices/:id`. */
export interface Endpoint {
  call: string;
  modelled: boolean;
  /** Names of the SDK's types, of the outermost level. */
  parameters: string[];
  /** Those that answer 501 with their name. */
  missing: string[];
  /** What is neither modelled nor answered 501 by name; null as it should be. */
  fault: string | null;
}

interface Answer {
  status: number;
  message: string;
  code: string;
}

/** Not one of any object. */
const ID = "nobody_1";

/** Asks a local Stripe for every call that the SDK has, and for each of its parameters. */
export async function askEndpoints(url: string): Promise<Endpoint[]> {
  const { calls, shapes } = JSON.parse(KNOWN_PARAMETERS) as Parameters;
  const given = { ask: asking(url), routes: routeTable() };
  const endpoints: Endpoint[] = [];
  for (const [call, shape] of Object.entries(calls)) {
    endpoints.push(await askEndpoint(call, { ...given, parameters: Object.keys(shapes[shape] ?? {}) }));
  }
  return endpoints;
}

async function askEndpoint(
  call: string,
  given: { routes: ReadonlyMap<string, Shape>; ask: ReturnType<typeof asking>; parameters: string[] },
): Promise<Endpoint> {
  const { routes, ask, parameters } = given;
  const shape = routes.get(call);
  const plain = await ask(call, {});
  const namesItself = plain.status === 501 && plain.message.includes(call.replaceAll(":id", ID));
  if (!shape || namesItself) {
    const fault = namesItself ? null : `answers ${plain.status}: ${plain.message}`;
    return { call, modelled: false, parameters, missing: [], fault };
  }
  // Without an object of the id some calls do not come to read their parameters; then what the call has named tells.
  const reads = (await ask(call, { no_such_parameter: "1" })).code === "parameter_unknown";
  const tried = parameters.map(async (name) => {
    const { status, message } = await ask(call, { [name]: "x" });
    // Of one value only that value may be missing.
    const refused = status === 501 && message.includes(name) && !message.endsWith(" x.");
    return refused || (!reads && !Object.hasOwn(shape, name)) ? [name] : [];
  });
  return { call, modelled: true, parameters, missing: (await Promise.all(tried)).flat(), fault: null };
}

function asking(url: string) {
  return async (call: string, parameters: Record<string, string>): Promise<Answer> => {
    const [method = "", path = ""] = call.replaceAll(":id", ID).split(" ");
    const form = new URLSearchParams(parameters).toString();
    const answer = await fetch(`${url}${path}${method === "GET" && form ? `?${form}` : ""}`, {
      method,
      headers: {
        authorization: "Bearer sk_test_coverage",
        "content-type": "application/x-www-form-urlencoded",
      },
      ...(method !== "GET" && { body: form }),
    });
    const { error } = (await answer.json()) as { error?: Partial<Answer> };
    return { status: answer.status, message: error?.message ?? "", code: error?.code ?? "" };
  };
}

/** Every call that a resource has named, with `:id` for any part of its own, and its parameters. */
function routeTable(): ReadonlyMap<string, Shape> {
  const table = new Map<string, Shape>();
  const note = (method: string) => (path: string, shape: Shape) => {
    table.set(`${method} ${path.replace(/:\w+/g, ":id")}`, shape);
  };
  mountApi(
    Object.assign(new Api(new Router()), { get: note("GET"), post: note("POST"), delete: note("DELETE") }),
  );
  return table;
}
