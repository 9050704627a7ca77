import type { Local } from "../state/local";
import type { Fault } from "../state/records";
import { ApiError } from "./errors";

export interface ActiveFault {
  kind: Fault["kind"];
  delayMs: number;
  error: ApiError | null;
}

/** Each fault is used once. `path` may end in `*`. */
export function takeFault(local: Local, method: string, path: string): ActiveFault | null {
  const { settings } = local.store;
  const fault = settings.faults.find(
    (one) => one.remaining > 0 && (!one.method || one.method === method) && fits(one.path, path),
  );
  if (!fault) return null;
  fault.remaining -= 1;
  settings.faults = settings.faults.filter((one) => one.remaining > 0);
  local.store.touch();
  return { kind: fault.kind, delayMs: fault.delayMs, error: errorOf(fault.kind) };
}

export async function pause(fault: ActiveFault | null): Promise<void> {
  if (fault && fault.delayMs > 0) await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
}

function fits(pattern: string | null, path: string): boolean {
  if (pattern === null) return true;
  return pattern.endsWith("*") ? path.startsWith(pattern.slice(0, -1)) : pattern === path;
}

function errorOf(kind: Fault["kind"]): ApiError | null {
  if (kind === "429") {
    return new ApiError(
      429,
      {
        type: "invalid_request_error",
        code: "rate_limit",
        message: "Too many requests hit the API too quickly.",
      },
      { "stripe-rate-limited-reason": "global-rate" },
    );
  }
  if (kind === "500") return new ApiError(500, { type: "api_error", message: "An unknown error occurred." });
  return null;
}
