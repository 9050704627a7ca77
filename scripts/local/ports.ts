import { createServer } from "node:net";

export class PortTakenError extends Error {
  override name = "PortTakenError";
  constructor(
    readonly port: number,
    what: string,
  ) {
    super(`port ${port}, needed for ${what}, is used by another program`);
  }
}

function listen(port: number, host: string): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once("error", () => resolve(null));
    server.listen({ port, host }, () => {
      const address = server.address();
      const bound = typeof address === "object" && address ? address.port : null;
      server.close(() => resolve(bound));
    });
  });
}

async function isPortFree(port: number): Promise<boolean> {
  // A program on all addresses, or only on IPv6, is in the way too.
  return (await listen(port, "127.0.0.1")) !== null && (await listen(port, "0.0.0.0")) !== null;
}

/** Throws PortTakenError when another program uses the port. */
export async function assertPortFree(port: number, what: string): Promise<void> {
  if (port !== 0 && !(await isPortFree(port))) throw new PortTakenError(port, what);
}

/** A port on which nothing listens now. */
export async function freePort(): Promise<number> {
  const port = await listen(0, "127.0.0.1");
  if (port === null) throw new Error("this machine has no free port on 127.0.0.1");
  return port;
}
