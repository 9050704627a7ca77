import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

/** Milliseconds for which a server that refused a connection is asked last. */
const REST_MS = 500;

/** Where a shopper with a real browser is: a header of its own would make the browser ask Stripe for leave to send it. */
export const ADDRESS_COOKIE = "shopper-address";

const cookieAddress = (cookies = ""): string | undefined =>
  new RegExp(`(?:^|; )${ADDRESS_COOKIE}=([\\d.]+)`).exec(cookies)?.[1];

export type Balancer = { url: string; close: () => Promise<void> };

/**
 * Shares requests among servers of this machine in turn. A server that refuses the connection got nothing, so another is asked; after that the
 * client gets 502, as the request may have been carried out. It is the proxy that the store trusts: it says where a shopper is.
 */
export async function startBalancer(ports: readonly number[]): Promise<Balancer> {
  const agent = new Agent({ keepAlive: true, maxSockets: 200 });
  const restUntil = new Map<number, number>();
  let turn = 0;

  function order(): number[] {
    turn += 1;
    const turned = ports.map((_, index) => ports[(index + turn) % ports.length] ?? 0);
    const isResting = (port: number) => (restUntil.get(port) ?? 0) > Date.now();
    return [...turned.filter((port) => !isResting(port)), ...turned.filter(isResting)];
  }

  async function serve(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of asked) chunks.push(Buffer.from(chunk));
    const body = Buffer.concat(chunks);
    for (const port of order()) {
      const passed = await pass(asked, body, port, answer);
      if (passed !== "refused") return;
      restUntil.set(port, Date.now() + REST_MS);
    }
    answer.writeHead(502, { "content-type": "text/plain", "retry-after": "1", "x-balancer": "no server" });
    answer.end("no server answers");
  }

  function pass(
    asked: IncomingMessage,
    body: Buffer,
    port: number,
    answer: ServerResponse,
  ): Promise<"done" | "refused"> {
    const { "x-shopper-address": named, "x-forwarded-for": _, connection: __, ...rest } = asked.headers;
    const address = named ?? cookieAddress(rest.cookie);
    const headers = {
      ...rest,
      ...(address !== undefined && { "x-forwarded-for": address }),
      "content-length": String(body.length),
    };
    return new Promise((resolve) => {
      const sent = request(
        { host: "127.0.0.1", port, path: asked.url, method: asked.method, headers, agent },
        (got) => {
          answer.writeHead(got.statusCode ?? 502, got.headers);
          got.pipe(answer);
          got.on("end", () => resolve("done"));
          got.on("error", () => {
            answer.destroy();
            resolve("done");
          });
        },
      );
      sent.on("error", (error: NodeJS.ErrnoException) => {
        if (error.code === "ECONNREFUSED") return resolve("refused");
        if (!answer.headersSent) {
          answer.writeHead(502, { "content-type": "text/plain", "x-balancer": "lost" });
          answer.end("the server was lost");
        } else answer.destroy();
        resolve("done");
      });
      sent.end(body);
    });
  }

  const server = createServer((asked, answer) => {
    serve(asked, answer).catch(() => answer.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://localhost:${port}`,
    close: async () => {
      agent.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
