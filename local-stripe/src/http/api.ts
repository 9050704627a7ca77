import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { idKind } from "../state/ids";
import type { Local } from "../state/local";
import { authenticate, type KeyKind, worldOfKey } from "./auth";
import { worldOfPath } from "./choose-world";
import { ApiError, invalid, requestLogUrl } from "./errors";
import { expand, readExpand } from "./expand";
import { type ActiveFault, pause, takeFault } from "./faults";
import { decodeForm, fromJson, type InputObject } from "./form";
import { type Answer, withIdempotency } from "./idempotency";
import { asNotModelled } from "./known-parameters";
import { boundaryOf, decodeMultipart } from "./multipart";
import type { Context, Handler, Reply, Router } from "./router";
import { type Parsed, readParams, type Shape } from "./rules";
import { readVersion, shownVersion } from "./version";
import { olderShape, todaysInput, type VersionChange } from "./version-change";

const requestIds = idKind("req", 14);

export interface Call<S extends Shape = Shape> {
  local: Local;
  /** Decoded `:name` parts of its path. */
  params: Record<string, string>;
  input: InputObject;
  /** `input`: for older versions with other names. @throws ApiError 400 for the first wrong parameter */
  read: (input?: InputObject) => Parsed<S>;
  key: KeyKind;
  /** True with the preview's header and an account that has the preview. */
  preview: boolean;
  /** The API version that the call is made in. */
  version: string;
}

/** Handlers are synchronous, so that a call never sees half of a change. */
type CallHandler<S extends Shape = Shape> = (call: Call<S>) => object;

/** The shape for calls that ignore their parameters. */
export const UNREAD: Shape = {};

interface RouteOptions {
  /** A publishable key is enough; the handler checks the client secret. */
  publishable?: boolean;
  /** The call needs no key, because the path has an id that can't be guessed. */
  open?: boolean;
}

const CORS = {
  "access-control-allow-origin": "*",
  "access-control-allow-headers": "*",
  "access-control-allow-methods": "GET, POST, OPTIONS",
  "access-control-expose-headers": "request-id",
};

/** Stripe's HTTP layer around `/v1`; each call names its parameters. */
export class Api {
  /** @param changes of older API versions */
  constructor(
    private readonly router: Router,
    private readonly changes: readonly VersionChange[] = [],
  ) {}

  get<S extends Shape>(path: string, params: S, handler: CallHandler<S>, options: RouteOptions = {}): void {
    this.router.get(path, this.answering(`GET ${path}`, params, handler, options));
  }

  post<S extends Shape>(path: string, params: S, handler: CallHandler<S>, options: RouteOptions = {}): void {
    this.router.post(path, this.answering(`POST ${path}`, params, handler, options));
  }

  delete<S extends Shape>(
    path: string,
    params: S,
    handler: CallHandler<S>,
    options: RouteOptions = {},
  ): void {
    this.router.delete(path, this.answering(`DELETE ${path}`, params, handler, options));
  }

  private answering<S extends Shape>(
    call: string,
    shape: S,
    handler: CallHandler<S>,
    options: RouteOptions,
  ): Handler {
    return (context) => respond(context, { call, shape, handler, options, changes: this.changes });
  }
}

/** A call of the API, as its resource described it. */
interface Endpoint<S extends Shape> {
  /** Such as `POST /v1/prices/:id`. */
  call: string;
  shape: S;
  handler: CallHandler<S>;
  options: RouteOptions;
  changes: readonly VersionChange[];
}

async function respond<S extends Shape>(asked: Context, endpoint: Endpoint<S>): Promise<Reply> {
  const { options } = endpoint;
  const requestId = requestIds.make();
  let context = asked;
  try {
    context = { ...asked, local: worldOfCall(asked, options) };
  } catch (error) {
    if (error instanceof ApiError) return toReply(asked, failure(error, requestId, asked.local), options);
    throw error;
  }
  const key = context.method === "POST" ? idempotencyKey(context.headers) : undefined;
  const { inFlight } = context.local;
  if (key && inFlight.has(key))
    return toReply(context, failure(keyInUse(key), requestId, context.local), options);
  if (key) inFlight.add(key);
  try {
    const fault = takeFault(context.local, context.method, context.path);
    await pause(fault);
    if (fault?.kind === "cut_before") return cut(context, requestId);
    const answer = run(context, endpoint, requestId, fault);
    return fault?.kind === "cut_after" ? cut(context, requestId) : toReply(context, answer, options);
  } finally {
    if (key) inFlight.delete(key);
  }
}

/** @throws ApiError 401 or 403 */
function worldOfCall(context: Context, { open, publishable }: RouteOptions): Local {
  const { local, headers } = context;
  if (open) return worldOfPath(context) ?? local;
  return worldOfKey(local.worlds, headers, publishable ? keyParameter(context) : undefined) ?? local;
}

/** The `key` of a query or of a form. */
function keyParameter(context: Context): string | undefined {
  const inForm = () =>
    isJson(context) ? null : new URLSearchParams(context.body.toString("utf8")).get("key");
  return context.query.get("key") ?? inForm() ?? undefined;
}

function cut(context: Context, requestId: string): Reply {
  log(context, requestId, null, false);
  return { status: 0, cut: true };
}

function toReply(context: Context, answer: Answer, options: RouteOptions): Reply {
  log(context, answer.requestId, answer.status, answer.replayed);
  const key = idempotencyKey(context.headers);
  return {
    status: answer.status,
    headers: {
      "content-type": "application/json",
      "request-id": answer.requestId,
      "stripe-version": shownVersion(header(context.headers, "stripe-version")),
      ...(key && { "idempotency-key": key }),
      ...(answer.replayed && { "idempotent-replayed": "true" }),
      // No retry changes what is not modelled, and SDKs would wait and try again.
      ...(answer.status === 501 && { "stripe-should-retry": "false" }),
      ...answer.headers,
      ...((options.publishable || options.open) && CORS),
    },
    body: answer.body,
  };
}

function log(context: Context, id: string, status: number | null, replayed: boolean): void {
  context.local.requests.add({
    id,
    method: context.method,
    path: context.path,
    status,
    idempotencyKey: idempotencyKey(context.headers) ?? null,
    version: header(context.headers, "stripe-version") ?? null,
    replayed,
    at: Date.now(),
  });
}

function keyInUse(key: string): ApiError {
  return new ApiError(409, {
    type: "idempotency_error",
    code: "idempotency_key_in_use",
    message: `Another request with this idempotency key is still being answered. Key: ${key}`,
  });
}

function run<S extends Shape>(
  context: Context,
  { call: name, shape, handler, options, changes }: Endpoint<S>,
  requestId: string,
  fault: ActiveFault | null,
): Answer {
  try {
    if (fault?.error) throw fault.error;
    const input = readInput(context);
    const { key: givenKey, ...params } = input;
    const isForBrowser = options.publishable === true || options.open === true;
    const keyText = typeof givenKey === "string" ? givenKey : undefined;
    const key = options.open
      ? "publishable"
      : authenticate(context.headers, options.publishable ? keyText : undefined);
    if (key === "publishable" && !options.publishable && !options.open) {
      throw new ApiError(403, {
        type: "invalid_request_error",
        message: "This API call cannot be made with a publishable API key.",
      });
    }
    // Only the scripts of the local pages send JSON.
    if (key === "secret" && isJson(context) && context.body.length > 0) {
      throw invalid(
        "Calls of /v1 take form-encoded parameters (application/x-www-form-urlencoded), not application/json.",
      );
    }
    const account = context.local.store.settings;
    const { preview, version } = readVersion(
      header(context.headers, "stripe-version"),
      account.dynamicDiscountsPreview,
    );
    const local: Local = {
      ...context.local,
      request: { id: requestId, idempotencyKey: idempotencyKey(context.headers) ?? null },
    };
    local.resources.tick(local);
    const asked = todaysInput(changes, version, name, isForBrowser ? params : input);
    const call: Call<S> = {
      local,
      params: context.params,
      input: asked,
      read: (given = asked) => {
        try {
          return readParams(shape, given);
        } catch (error) {
          throw asNotModelled(error, name);
        }
      },
      key,
      preview,
      version,
    };
    const execute = () => {
      const paths = readExpand(call.input);
      return olderShape(changes, version, local.store, expand(local, handler(call), paths));
    };
    const keyGiven = context.method === "POST" ? idempotencyKey(context.headers) : undefined;
    if (!keyGiven) return { status: 200, requestId, body: toText(execute()), replayed: false };
    return withIdempotency(local, keyGiven, fingerprint(context), requestId, () => toText(execute()));
  } catch (error) {
    if (error instanceof ApiError) return failure(error, requestId, context.local);
    console.error(error);
    const unexpected = new ApiError(500, {
      type: "api_error",
      message: "The local Stripe failed on this call; see its log.",
    });
    return failure(unexpected, requestId, context.local);
  }
}

function failure(error: ApiError, requestId: string, local: Local): Answer {
  return {
    status: error.status,
    requestId,
    body: toText(error.body(requestLogUrl(local.baseUrl, requestId))),
    replayed: false,
    headers: error.headers,
  };
}

function toText(body: object): string {
  return JSON.stringify(body, null, 2);
}

function readInput(context: Context): InputObject {
  const query = decodeForm(context.query);
  if (context.body.length === 0) return query;
  const boundary = boundaryOf(context.headers["content-type"]);
  if (boundary) return { ...query, ...decodeMultipart(context.body, boundary) };
  const text = context.body.toString("utf8");
  if (!isJson(context)) {
    return { ...query, ...decodeForm(new URLSearchParams(text)) };
  }
  try {
    const parsed = fromJson(JSON.parse(text));
    if (typeof parsed === "object") return { ...query, ...parsed };
  } catch {
    // This body is refused below, like JSON that is not an object.
  }
  throw invalid("The body is not a JSON object.");
}

/** Parameters in another order are the same call; values of one name keep theirs, as lists do. */
function fingerprint(context: Context): string {
  const body = isJson(context) ? [] : [...new URLSearchParams(context.body.toString("utf8"))];
  const given = [...context.query, ...body].toSorted(([left], [right]) =>
    left < right ? -1 : left > right ? 1 : 0,
  );
  return createHash("sha256")
    .update(`${context.method} ${context.path}?${new URLSearchParams(given)}\n`)
    .update(isJson(context) ? context.body : "")
    .digest("hex");
}

function isJson({ headers }: Context): boolean {
  return header(headers, "content-type")?.startsWith("application/json") ?? false;
}

function idempotencyKey(headers: IncomingHttpHeaders): string | undefined {
  return header(headers, "idempotency-key");
}

function header(headers: IncomingHttpHeaders, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** Lets pages of any origin call the browser's endpoints. */
export function preflight(): Reply {
  return { status: 204, headers: { ...CORS, "access-control-max-age": "600" } };
}
