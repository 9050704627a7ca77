import { dueBy } from "../state/due-by";
import type { Local } from "../state/local";
import type { IdempotencyRecord } from "../state/records";
import { ApiError, invalid, requestLogUrl } from "./errors";

export interface Answer {
  status: number;
  requestId: string;
  body: string;
  replayed: boolean;
  headers?: Record<string, string>;
}

const MAX_KEY = 255;
const KEPT_SECONDS = 86_400;

const old = dueBy<IdempotencyRecord>(({ created }) => created + KEPT_SECONDS);

/** Repeats the first answer of a key. Refused parameters are not kept, so a corrected call may use the same key. */
export function withIdempotency(
  local: Local,
  key: string,
  fingerprint: string,
  requestId: string,
  execute: () => string,
): Answer {
  if (key.length > MAX_KEY) throw invalid(`Idempotency keys have at most ${MAX_KEY} characters`);
  const { idempotency } = local.store;
  for (const { id } of old(idempotency, local.now())) idempotency.delete(id);
  const known = idempotency.get(key);
  if (known) {
    if (known.fingerprint !== fingerprint) {
      throw new ApiError(400, {
        type: "idempotency_error",
        message: `Keys for idempotent requests can only be used with the same parameters they were first used with. Key: ${key}`,
      });
    }
    return { status: known.status, requestId: known.requestId, body: known.body, replayed: true };
  }
  const keep = (status: number, body: string) => {
    idempotency.put({ id: key, fingerprint, status, body, requestId, created: local.now() });
  };
  try {
    const body = execute();
    keep(200, body);
    return { status: 200, requestId, body, replayed: false };
  } catch (error) {
    // Nothing was begun of what is not modelled.
    if (error instanceof ApiError && error.status !== 501 && (error.status === 402 || error.status >= 500)) {
      const body = error.body(requestLogUrl(local.baseUrl, requestId));
      keep(error.status, JSON.stringify(body, null, 2));
    }
    throw error;
  }
}
