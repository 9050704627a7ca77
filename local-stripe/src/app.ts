import { mountBrowser } from "./browser-routes";
import { mountControl } from "./control/mount";
import { mountDashboard } from "./dashboard/mount";
import { Delivery } from "./events/delivery";
import { Api } from "./http/api";
import { listen } from "./http/listen";
import { Router } from "./http/router";
import { olderShape } from "./http/version-change";
import { mountApi, resources, versionChanges } from "./resources/registry";
import { ensureEndpoint } from "./resources/webhook-endpoints/first-endpoint";
import { applySeed } from "./seed/apply-seed";
import type { Seed } from "./seed/read-seed";
import type { Local } from "./state/local";
import { RequestLog } from "./state/request-log";
import { openWorlds } from "./state/worlds";

export interface LocalStripeOptions {
  /** A free port without one, or with 0. */
  port?: number;
  /** An address to listen on, such as 0.0.0.0; this machine's own without one. */
  host?: string | undefined;
  /** How browsers reach it, for links and frames, when not by the address on which it listens. */
  publicUrl?: string | undefined;
  /** Origins of pages that may show its frames, besides those of this machine and of the public address. */
  framesFrom?: string[];
  /** Where the state is kept; in memory without one, or with null. */
  statePath?: string | null;
  /** What it begins with: products, prices, customers, coupons. What is there already stays. */
  seed?: Seed | undefined;
  /** Whether each change waits for the disk, as against a loss of power. */
  sync?: boolean;
  webhook?: { url: string; secret: string } | undefined;
  /** Gaps between delivery tries, in milliseconds. */
  retryDelaysMs?: number[];
}

export interface LocalStripe {
  /** Where it listens. */
  url: string;
  /** How browsers reach it. */
  publicUrl: string;
  /** Stops listening and writes the state. */
  close: () => Promise<void>;
}

const TICK_MS = 500;
const SEED_KEY = "sk_test_local_seed";

/** Starts a local Stripe on the loopback addresses of this machine. */
export async function createLocalStripe(options: LocalStripeOptions = {}): Promise<LocalStripe> {
  let baseUrl = "";
  const worlds = openWorlds(options.statePath ?? null, options.sync ?? false, (store, account, all) => {
    const { ending, connected } = account;
    const delivery = new Delivery(
      store,
      options.retryDelaysMs,
      (version, object) => olderShape(versionChanges, version, store, object),
      () =>
        connected === null ? null : { account: connected, store: all.of({ ending, connected: null }).store },
    );
    const local: Local = {
      account,
      worlds: all,
      store,
      get baseUrl() {
        return baseUrl;
      },
      framesFrom: options.framesFrom ?? [],
      now: () => Math.floor(Date.now() / 1000) + store.settings.clockOffset,
      delivery,
      resources,
      requests: new RequestLog(),
      inFlight: new Set(),
      request: null,
    };
    if (options.webhook) ensureEndpoint(local, options.webhook);
    return local;
  });
  const router = new Router();
  mountApi(new Api(router, versionChanges));
  mountControl(router);
  mountBrowser(router);
  mountDashboard(router);

  const close = () => {
    for (const { delivery } of worlds.all()) delivery.close();
    worlds.close();
  };
  const server = await listen(worlds.main, router, options.port ?? 0, options.host).catch(
    (error: unknown) => {
      close();
      throw error;
    },
  );
  baseUrl = options.publicUrl ? new URL(options.publicUrl).origin : server.url;
  try {
    if (options.seed) await applySeed(server.url, SEED_KEY, options.seed);
  } catch (error) {
    await server.close();
    close();
    throw error;
  }
  for (const { delivery } of worlds.all()) delivery.resume();
  const timer = setInterval(() => {
    for (const local of worlds.all()) resources.tick(local);
  }, TICK_MS).unref();

  return {
    url: server.url,
    publicUrl: baseUrl,
    close: async () => {
      clearInterval(timer);
      await server.close();
      close();
    },
  };
}
