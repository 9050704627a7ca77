import type { UpdateInput } from "../../browser/page-api";
import type { SessionStore } from "./session-store";

const WAIT = 350;

/** Sends an element's values once the shopper pauses; the last value wins. */
export function createElementSync(store: Pick<SessionStore, "update">) {
  let wanted: UpdateInput | null = null;
  let sent: UpdateInput = {};
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = async () => {
    clearTimeout(timer);
    timer = undefined;
    if (!wanted) return;
    const input = wanted;
    wanted = null;
    if (isIn(input, sent)) return;
    sent = { ...sent, ...input };
    await store.update(input);
  };
  return {
    soon: (input: UpdateInput) => {
      wanted = { ...wanted, ...input };
      clearTimeout(timer);
      timer = setTimeout(flush, WAIT);
    },
    /** Sends values that wait, at once. */
    flush,
  };
}

function isIn(input: UpdateInput, sent: UpdateInput): boolean {
  return JSON.stringify({ ...sent, ...input }) === JSON.stringify(sent);
}

export type ElementSync = ReturnType<typeof createElementSync>;

/** Fulfilled once the session is loaded. */
export type StartedCheckout = Promise<{ store: SessionStore; sync: ElementSync }>;
