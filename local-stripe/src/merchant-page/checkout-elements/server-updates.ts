import { IntegrationError } from "../base/errors";

/** What Stripe's guide gives to `Stripe()` before it changes discounts on the server. */
const SERVER_UPDATES_BETA = "custom_checkout_server_updates_1";

/**
 * Refuses updates of server-set discounts without the preview's beta. That it is refused here is an assumption: Stripe's guide only says that the
 * beta is needed. @throws IntegrationError
 */
export function checkServerUpdate(permissions: object | null, betas: readonly string[]): void {
  const isByServer =
    permissions !== null &&
    "update_discounts" in permissions &&
    permissions.update_discounts === "server_only";
  if (!isByServer || betas.includes(SERVER_UPDATES_BETA)) return;
  throw new IntegrationError(
    `runServerUpdate() on a Checkout Session with permissions[update_discounts]=server_only needs Stripe(key, { betas: ["${SERVER_UPDATES_BETA}"] }).`,
  );
}

/** How long a server update may take, in milliseconds. */
const SERVER_UPDATE_TIMEOUT = 7_000;

export type ServerUpdateOutcome = { ok: true } | { ok: false; message: string };

/**
 * One update after another: the function, then `refetch`. It fails when the function rejects or is too slow; the session is fetched anyway, and again
 * when a slow function ends.
 */
export function createServerUpdates(
  refetch: () => Promise<ServerUpdateOutcome>,
  timeout = SERVER_UPDATE_TIMEOUT,
) {
  let last: Promise<unknown> = Promise.resolve();
  let waiting = 0;

  const runOne = async (update: () => Promise<unknown>): Promise<ServerUpdateOutcome> => {
    const running = settle(update);
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tooSlow = new Promise<"too slow">((resolve) => {
      timer = setTimeout(() => resolve("too slow"), timeout);
    });
    const outcome = await Promise.race([running, tooSlow]);
    clearTimeout(timer);
    if (outcome === "too slow") {
      void running.then(refetch);
      await refetch();
      return { ok: false, message: `The server update did not finish within ${timeout / 1000} seconds.` };
    }
    const fetched = await refetch();
    return outcome.ok ? fetched : outcome;
  };

  return {
    run: (update: () => Promise<unknown>): Promise<ServerUpdateOutcome> => {
      waiting += 1;
      const mine = last.then(() => runOne(update));
      last = mine.finally(() => {
        waiting -= 1;
      });
      return mine;
    },
    busy: () => waiting > 0,
    /** Resolves when no update runs or waits. */
    settled: async () => {
      while (waiting > 0) await last;
    },
  };
}

async function settle(update: () => Promise<unknown>): Promise<ServerUpdateOutcome> {
  try {
    await update();
    return { ok: true };
  } catch (error) {
    return { ok: false, message: error instanceof Error ? error.message : "The server update failed." };
  }
}
