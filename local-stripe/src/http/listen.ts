import type { Server } from "node:http";
import { isIPv6 } from "node:net";
import type { Local } from "../state/local";
import type { Router } from "./router";
import { makeServer } from "./server";

const LOOPBACK = ["127.0.0.1", "::1"];
const ANY = ["0.0.0.0", "::"];

/**
 * On 127.0.0.1 and, if there is one, ::1, as `localhost` may be either: nothing outside of this machine can connect. With a host only there.
 */
export async function listen(local: Local, router: Router, port: number, host: string | undefined) {
  const [name = "", second] = host === undefined || host === "localhost" ? LOOPBACK : [host];
  const first = makeServer(() => local, router);
  const actual = await bind(first, port, name);
  const servers = [first];
  try {
    if (second) {
      const other = makeServer(() => local, router);
      await bind(other, actual, second);
      servers.push(other);
    }
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || error.code === "EADDRINUSE") {
      first.close();
      throw error;
    }
  }
  const isAnywhere = second !== undefined || ANY.includes(name);
  const shown = isAnywhere ? "localhost" : isIPv6(name) ? `[${name}]` : name;
  return {
    url: `http://${shown}:${actual}`,
    close: async () => {
      await Promise.all(servers.map(stop));
    },
  };
}

function bind(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      const address = server.address();
      resolve(typeof address === "object" && address !== null ? address.port : port);
    });
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
