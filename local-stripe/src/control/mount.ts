import type { Router } from "../http/router";
import { packageVersion } from "../state/package-version";
import { mountClock } from "./clock";
import { mountDisputes } from "./disputes";
import { mountEvents } from "./events";
import { mountFaults } from "./faults";
import { mountPayments } from "./payments";
import { mountPayouts } from "./payouts";

/** The remote control under `/_local`. It is not part of Stripe. */
export function mountControl(router: Router): void {
  router.get("/_local/health", () => ({ status: 200, body: { ok: true, version: packageVersion() } }));
  mountClock(router);
  mountPayments(router);
  mountDisputes(router);
  mountPayouts(router);
  mountEvents(router);
  mountFaults(router);
}
