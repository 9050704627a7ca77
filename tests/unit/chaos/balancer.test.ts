import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { ADDRESS_COOKIE, startBalancer } from "@/tests/chaos/balancer";

const open: { close: () => unknown }[] = [];
afterEach(async () => {
  for (const one of open.splice(0)) await one.close();
});

async function server(answer: (asked: IncomingMessage, response: ServerResponse) => void): Promise<Server> {
  const made = createServer(answer);
  await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve));
  open.push({ close: () => made.closeAllConnections() }, made);
  return made;
}

const portOf = (made: Server) => (made.address() as AddressInfo).port;

async function balancerOver(...ports: number[]) {
  const balancer = await startBalancer(ports);
  open.unshift(balancer);
  return balancer.url;
}

describe("the balancer", () => {
  it("shares requests among the servers", async () => {
    const ports = await Promise.all(["a", "b"].map((name) => server((_, answer) => answer.end(name))));
    const url = await balancerOver(...ports.map(portOf));
    const answers = await Promise.all(Array.from({ length: 6 }, async () => (await fetch(url)).text()));
    expect(answers.toSorted().join("")).toBe("aaabbb");
  });

  it("asks another server when one refuses the connection, with the whole body", async () => {
    const gone = await server(() => {});
    const port = portOf(gone);
    await new Promise((resolve) => gone.close(resolve));
    const alive = await server((asked, answer) => asked.pipe(answer));
    const url = await balancerOver(port, portOf(alive));
    for (const body of ["one", "two"]) {
      expect(await (await fetch(url, { method: "POST", body })).text()).toBe(body);
    }
  });

  it("does not ask again when a server died in the middle, as it may have done its work", async () => {
    let asked = 0;
    const dying = await server((request) => {
      asked += 1;
      request.socket.destroy();
    });
    const other = await server((_, answer) => answer.end("other"));
    const url = await balancerOver(portOf(other), portOf(dying));
    const statuses = [(await fetch(url)).status, (await fetch(url)).status].toSorted();
    expect(statuses).toEqual([200, 502]);
    expect(asked).toBe(1);
  });

  it("says where a shopper is, and believes no shopper's own header", async () => {
    const echo = await server((asked, answer) => answer.end(asked.headers["x-forwarded-for"] ?? "none"));
    const url = await balancerOver(portOf(echo));
    const seen = async (headers: Record<string, string>) => (await fetch(url, { headers })).text();
    expect(await seen({ "x-shopper-address": "10.0.0.7" })).toBe("10.0.0.7");
    expect(await seen({ cookie: `cart=cart_1.x; ${ADDRESS_COOKIE}=10.0.1.7` })).toBe("10.0.1.7");
    expect(await seen({ "x-forwarded-for": "6.6.6.6" })).toBe("none");
  });
});
