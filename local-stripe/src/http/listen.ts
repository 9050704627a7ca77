import type { Server } from "node:http";
import type { Local } from "../state/local";
import type { Router } from "./router";
import { makeServer } from "./server";

/** On 127.0.0.1 and, if there is one, ::1, as `localhost` may be either. Nothing outside of this machine can connect. */
export async function listen(local: Local, router: Router, port: number) {
  const first = makeServer(() => local, router);
  const actual = await bind(first, port, "127.0.0.1");
  const servers = [first];
  const second = makeServer(() => local, router);
  try {
    await bind(second, actual, "::1");
    servers.push(second);
  } catch (error) {
    if (!(error instanceof Error) || !("code" in error) || error.code === "EADDRINUSE") {
      first.close();
      throw error;
    }
  }
  return {
    url: `http://localhost:${actual}`,
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
