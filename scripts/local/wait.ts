import { connect } from "node:net";
import { setTimeout as delay } from "node:timers/promises";
import type { Service } from "./processes";

const TIMEOUT_MS = 90_000;
const EVERY_MS = 100;

/** Waits until a condition holds. @throws Error when a service ends first, or after 90 seconds */
async function until(what: string, services: Service[], holds: () => Promise<boolean>): Promise<void> {
  let ended: string | undefined;
  for (const service of services) {
    service.exited.then((how) => {
      ended ??= `${service.name} ${how} (its last lines are above)`;
    });
  }
  for (const start = Date.now(); Date.now() - start < TIMEOUT_MS; await delay(EVERY_MS)) {
    if (ended) throw new Error(ended);
    if (await holds()) return;
  }
  throw new Error(`${what} did not answer within ${TIMEOUT_MS / 1000} seconds`);
}

/** Waits until something accepts connections on a local port. */
export function listening(services: Service[], port: number): Promise<void> {
  return until(`port ${port}`, services, () => {
    return new Promise((resolve) => {
      const socket = connect({ port, host: "127.0.0.1" });
      socket.once("connect", () => {
        socket.destroy();
        resolve(true);
      });
      socket.once("error", () => resolve(false));
    });
  });
}

/** Waits until a URL answers without a server error. */
export function answering(services: Service[], url: string): Promise<void> {
  return until(url, services, async () => {
    try {
      const response = await fetch(url, { signal: AbortSignal.timeout(TIMEOUT_MS), redirect: "manual" });
      await response.arrayBuffer();
      return response.status < 500;
    } catch {
      return false;
    }
  });
}
