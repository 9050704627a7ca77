import "server-only";
import { setTimeout as delay } from "node:timers/promises";
import { log } from "./log.server";

type State = {
  isStopping: boolean;
  unfinished: Set<() => PromiseLike<unknown>>;
  last: (() => PromiseLike<unknown>) | null;
  whenStopping: Set<() => unknown>;
};

// Next.js bundles what runs at the start apart from the routes, and each bundle has modules of its own.
const globals = globalThis as typeof globalThis & { __storeStopping?: State };
globals.__storeStopping ??= { isStopping: false, unfinished: new Set(), last: null, whenStopping: new Set() };
const state = globals.__storeStopping;

/** Whether the process has been told to stop: it finishes what it has begun, and begins nothing new. */
export const isStopping = (): boolean => state.isStopping;

/** Does `work`. When the process must end before that is done, it calls `giveBack`, so that another process can take the work over at once. */
export async function givenBackAtStop<Result>(
  giveBack: () => PromiseLike<unknown>,
  work: () => Promise<Result>,
): Promise<Result> {
  state.unfinished.add(giveBack);
  try {
    return await work();
  } finally {
    state.unfinished.delete(giveBack);
  }
}

/** Has `send` called when the process stops, and at last before it ends, however it does; it has two seconds then. */
export function sentBeforeEnd(send: () => PromiseLike<unknown>): void {
  state.last = send;
}

/** Calls `work` as soon as the process is told to stop, such as to end an answer that would never end by itself. @returns how to forget it */
export function whenStopping(work: () => unknown): () => void {
  state.whenStopping.add(work);
  return () => void state.whenStopping.delete(work);
}

/** Milliseconds for giving work back, after which its leases end by themselves. */
const GIVE_BACK_MS = 2_000;
/** What Next.js ends with after it has finished the requests. */
const EXIT_CODE = 143;

/**
 * From SIGTERM or SIGINT on the process counts as stopping. Next.js takes no more requests then, waits for those under way, and ends the process; what is not
 * finished after `seconds` is given back.
 */
export function stopOnSignals(seconds: number): void {
  const stop = () => {
    if (state.isStopping) return;
    state.isStopping = true;
    log.info(`stopping: requests and jobs that have begun have ${seconds} s to finish`);
    for (const work of [...state.whenStopping]) work();
    if (state.last) sendBeforeExit(state.last);
    setTimeout(() => void endNow(), seconds * 1000).unref();
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, stop);
}

/** Next.js calls `process.exit` at once when the last request is over, so what is left is sent from inside of that call. */
function sendBeforeExit(send: () => PromiseLike<unknown>): void {
  void send();
  const exit = process.exit;
  const endOnce = (code?: number | string | null) => {
    process.exit = exit;
    void Promise.race([send(), delay(GIVE_BACK_MS)]).finally(() => exit(code));
  };
  process.exit = endOnce as typeof process.exit;
}

async function endNow(): Promise<void> {
  const { size } = state.unfinished;
  log.warn(`stopped while something was under way; ${size} jobs or events are given back`);
  const given = Promise.allSettled([...state.unfinished].map(async (giveBack) => giveBack()));
  await Promise.race([given, delay(GIVE_BACK_MS)]);
  process.exit(EXIT_CODE);
}
