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
import type { Local } from "./state/local";
import { RequestLog } from "./state/request-log";
import { Store } from "./state/store";

export interface LocalStripeOptions {
  /** 0 takes a free port. */
  port: number;
  /** Where the state is kept; null keeps it in memory. */
  statePath: string | null;
  webhook?: { url: string; secret: string } | undefined;
  /** Gaps between delivery tries, in milliseconds. */
  retryDelaysMs?: number[];
}

interface LocalStripe {
  url: string;
  /** Stops listening and writes the state. */
  close: () => Promise<void>;
}

const TICK_MS = 500;

/** Starts a local Stripe on the loopback addresses of this machine. */
export async function createLocalStripe(options: LocalStripeOptions): Promise<LocalStripe> {
  const store = new Store(options.statePath);
  const delivery = new Delivery(store, options.retryDelaysMs, (version, object) =>
    olderShape(versionChanges, version, store, object),
  );
  const local: Local = {
    store,
    baseUrl: "",
    now: () => Math.floor(Date.now() / 1000) + store.settings.clockOffset,
    delivery,
    resources,
    requests: new RequestLog(),
    inFlight: new Set(),
    request: null,
  };
  const router = new Router();
  mountApi(new Api(router, versionChanges));
  mountControl(router);
  mountBrowser(router);
  mountDashboard(router);

  const server = await listen(local, router, options.port);
  local.baseUrl = server.url;
  if (options.webhook) ensureEndpoint(local, options.webhook);
  delivery.resume();
  const timer = setInterval(() => resources.tick(local), TICK_MS).unref();

  return {
    url: server.url,
    close: async () => {
      clearInterval(timer);
      delivery.close();
      await server.close();
      store.flush();
    },
  };
}
