import { idKind } from "../state/ids";
import type { Local } from "../state/local";
import type { AttemptRecord, MethodRecord } from "../state/records";

const attemptIds = idKind("payatt");

/** The shopper's challenge or redirect; an earlier one of the same intent no longer counts. */
export function newAttempt(
  local: Local,
  kind: AttemptRecord["kind"],
  record: { id: string; session?: string | null; attempt: string | null },
  method: MethodRecord,
  returnUrl: string | null,
): AttemptRecord {
  dropAttempt(local, record.attempt);
  return local.store.attempts.put({
    id: attemptIds.make(),
    kind,
    intent: record.id,
    session: record.session ?? null,
    method: method.id,
    returnUrl,
    state: "pending",
    created: local.now(),
  });
}

export function dropAttempt(local: Local, id: string | null): void {
  const previous = id === null ? undefined : local.store.attempts.get(id);
  if (previous?.state === "pending") local.store.attempts.put({ ...previous, state: "canceled" });
}
