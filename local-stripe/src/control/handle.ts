import { chooseWorld } from "../http/choose-world";
import { ApiError } from "../http/errors";
import { fromJson, type InputObject } from "../http/form";
import { isLocalHost, isOwnOrigin } from "../http/own-host";
import type { Context, Handler } from "../http/router";
import { type Parsed, readParams, type Shape } from "../http/rules";
import type { Local } from "../state/local";

interface ControlCall<S extends Shape> {
  local: Local;
  params: Record<string, string>;
  given: Parsed<S>;
}

/** Makes a handler of the control API: JSON in, JSON out, errors as in the API. */
export function control<S extends Shape>(
  shape: S,
  run: (call: ControlCall<S>) => object | Promise<object>,
): Handler {
  return async (context) => {
    try {
      const { headers } = context;
      if (!isLocalHost(headers.host, context.local.baseUrl)) {
        throw new ApiError(403, {
          type: "invalid_request_error",
          message: `Control calls by the name ${headers.host} are refused. If it is the local Stripe's own, set LOCAL_STRIPE_PUBLIC_URL.`,
        });
      }
      if (headers.origin && !isOwnOrigin(headers, context.local.baseUrl)) {
        throw new ApiError(403, {
          type: "invalid_request_error",
          message: "Control calls from pages of other origins are refused.",
        });
      }
      const { params } = context;
      const local = chooseWorld(context);
      return { status: 200, body: await run({ local, params, given: readParams(shape, readBody(context)) }) };
    } catch (error) {
      if (error instanceof ApiError) return { status: error.status, body: error.body() };
      throw error;
    }
  };
}

function readBody(context: Context): InputObject {
  if (context.body.length === 0) return {};
  try {
    const parsed = fromJson(JSON.parse(context.body.toString("utf8")));
    if (typeof parsed === "object") return parsed;
  } catch {
    // This body is refused below, like JSON that is not an object.
  }
  throw new ApiError(400, { type: "invalid_request_error", message: "The body is not a JSON object." });
}
