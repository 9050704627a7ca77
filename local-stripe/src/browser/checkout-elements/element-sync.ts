import type { UpdateInput } from "../checkout/api";
import type { SessionStore } from "./session-store";

const WAIT = 350;

/** Sends what elements hold to the server by itself, once the shopper pauses; the last value wins. */
export function createElementSync(store: SessionStore) {
  let wanted: UpdateInput | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const flush = async () => {
    clearTimeout(timer);
    timer = undefined;
    if (!wanted) return;
    const input = wanted;
    wanted = null;
    await store.update(input);
  };
  return {
    soon: (input: UpdateInput) => {
      wanted = { ...wanted, ...input };
      clearTimeout(timer);
      timer = setTimeout(flush, WAIT);
    },
    /** Sends at once what still waits. */
    flush,
  };
}

export type ElementSync = ReturnType<typeof createElementSync>;
