import type Stripe from "stripe";

type ErrorType = "api_error" | "card_error" | "idempotency_error" | "invalid_request_error";

/** The fields of an error, in alphabetical order as Stripe's. */
export interface ErrorFields {
  type: ErrorType;
  message: string;
  code?: string;
  param?: string;
  decline_code?: string;
  advice_code?: string;
  charge?: string;
  payment_intent?: object;
  payment_method?: Stripe.PaymentMethod;
  payment_method_type?: string;
  setup_intent?: object;
}

/** Thrown by a handler to answer with an error. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly fields: ErrorFields,
    readonly headers: Record<string, string> = {},
  ) {
    super(fields.message);
  }

  /** @param logUrl where the call's entry in the log is */
  body(logUrl?: string): { error: Record<string, unknown> } {
    const { code } = this.fields;
    const entries = Object.entries({
      ...this.fields,
      ...(code && { doc_url: docUrl(code) }),
      ...(logUrl && { request_log_url: logUrl }),
    });
    return { error: Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1))) };
  }
}

/** A value that is none of those which a rule names. */
export class UnknownValue extends ApiError {
  constructor(
    readonly value: string,
    known: string[],
    param: string,
  ) {
    super(400, {
      type: "invalid_request_error",
      message: `Invalid ${param}: must be one of ${known.join(", ")}`,
      param,
    });
  }
}

/** Where `GET /_local/requests/:id` shows a call. */
export function requestLogUrl(baseUrl: string, requestId: string): string {
  return `${baseUrl}/_local/requests/${requestId}`;
}

export function docUrl(code: string): string {
  return `https://stripe.com/docs/error-codes/${code.replaceAll("_", "-")}`;
}

export function invalid(message: string, param?: string, code?: string): ApiError {
  return new ApiError(400, {
    type: "invalid_request_error",
    message,
    ...(code && { code }),
    ...(param && { param }),
  });
}

export function unknownParameter(param: string): ApiError {
  return invalid(`Received unknown parameter: ${param}`, param, "parameter_unknown");
}

export function missingParameter(param: string): ApiError {
  return invalid(`Missing required param: ${param}.`, param, "parameter_missing");
}

/** @param kind such as `price` or `checkout.session` */
export function noSuch(kind: string, id: string, param = "id", status = 404): ApiError {
  return new ApiError(status, {
    type: "invalid_request_error",
    code: "resource_missing",
    message: `No such ${kind}: '${id}'`,
    param,
  });
}

/** For an address that Stripe does not have either. Assumed: its wording. */
export function unrecognizedUrl(method: string, path: string): ApiError {
  const help = "Please see https://stripe.com/docs or we can help at https://support.stripe.com/.";
  // Mostly an id that was empty.
  const slash =
    "If you are trying to list objects, remove the trailing slash. If you are trying to retrieve an object, make sure you passed a valid (non-empty) identifier in your code. ";
  return new ApiError(404, {
    type: "invalid_request_error",
    message: `Unrecognized request URL (${method}: ${path}). ${path.endsWith("/") ? slash : ""}${help}`,
  });
}

export function notModelled(what: string): ApiError {
  return new ApiError(501, {
    type: "invalid_request_error",
    message: `The local Stripe does not model ${what}.`,
  });
}
