import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, describe, expect, it } from "vitest";
import { fetchFile, PUBLIC_ONLY } from "@/lib/pictures/fetch-file.server";
import type { FileKind } from "@/lib/pictures/file-kind";
import { isPublicAddress } from "@/lib/pictures/public-address";

const servers: Server[] = [];
afterAll(() => servers.forEach((server) => void server.close().closeAllConnections()));

async function serve(listener: RequestListener): Promise<number> {
  const server = createServer(listener);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, "0.0.0.0", resolve));
  return (server.address() as AddressInfo).port;
}

/** As if this machine's first address were one of the Internet. */
const reach = { plain: true, isAllowed: (address: string) => address === "127.0.0.1" };

describe("an address", () => {
  it.each([
    ["93.184.215.14", true],
    ["2606:2800:21f:cb07:6820:80da:af6b:8b2c", true],
    ["127.0.0.1", false],
    ["10.1.2.3", false],
    ["172.31.0.1", false],
    ["192.168.1.1", false],
    ["100.64.0.1", false],
    ["169.254.169.254", false],
    ["0.0.0.0", false],
    ["255.255.255.255", false],
    ["224.0.0.1", false],
    ["::1", false],
    ["::", false],
    ["::ffff:127.0.0.1", false],
    ["::ffff:93.184.215.14", false],
    ["64:ff9b::7f00:1", false],
    ["fc00::1", false],
    ["fe80::1", false],
    ["2002:7f00:1::", false],
    ["2001:db8::1", false],
    ["localhost", false],
    ["", false],
  ])("%s is of a server on the Internet: %s", (address, expected) => {
    expect(isPublicAddress(address)).toBe(expected);
  });
});

const KIND: FileKind = {
  noun: "pictures",
  mostBytes: 20_000_000,
  withinMs: 30_000,
  accept: "image/jpeg",
  isStored: () => false,
};

describe("a picture of another server", () => {
  it("is fetched, after redirects too", async () => {
    const port = await serve(({ url }, response) => {
      if (url === "/old.jpg") response.writeHead(302, { location: "/new.jpg" }).end();
      else response.end("picture");
    });
    const bytes = await fetchFile(`http://127.0.0.1:${port}/old.jpg`, reach, KIND);
    expect(Buffer.from(bytes as Uint8Array).toString()).toBe("picture");
  });

  it.each([
    "https://127.0.0.1/a.jpg",
    "https://[::1]/a.jpg",
    "https://2130706433/a.jpg",
    "https://localhost/a.jpg",
  ])("is not fetched from this machine: %s", async (url) => {
    expect(await fetchFile(url, PUBLIC_ONLY, KIND)).toMatchObject({ ok: false, why: "address" });
  });

  it.each(["http://example.com/a.jpg", "ftp://example.com/a.jpg", "file:///etc/passwd"])(
    "is fetched by https alone: %s",
    async (url) => {
      expect(await fetchFile(url, PUBLIC_ONLY, KIND)).toMatchObject({ ok: false, why: "address" });
    },
  );

  it.each([
    "http://127.0.0.2:PORT/",
    "http://[::ffff:127.0.0.1]:PORT/",
    "file:///etc/passwd",
    "http://0.0.0.0:PORT/",
  ])("is not fetched when a redirect leads elsewhere: %s", async (location) => {
    const reached: string[] = [];
    const port = await serve(({ url }, response) => {
      reached.push(url ?? "");
      response.writeHead(302, { location: location.replace("PORT", String(port)) }).end();
    });
    expect(await fetchFile(`http://127.0.0.1:${port}/a`, reach, KIND)).toMatchObject({
      why: "address",
    });
    expect(reached).toEqual(["/a"]);
  });

  it("is not waited for longer than its time, nor read beyond its size, nor followed in circles", async () => {
    const port = await serve(({ url }, response) => {
      if (url === "/loop") response.writeHead(302, { location: "/loop" }).end();
      if (url === "/gone") response.writeHead(404).end();
      if (url === "/endless") {
        const more = () => {
          while (response.write(Buffer.alloc(1_000_000)));
        };
        response.on("drain", more);
        more();
      }
    });
    const ask = (path: string, within = KIND.withinMs) =>
      fetchFile(`http://127.0.0.1:${port}${path}`, reach, { ...KIND, withinMs: within });
    expect(await ask("/silent", 100)).toMatchObject({ why: "not_fetched" });
    expect(await ask("/endless")).toMatchObject({ why: "too_large" });
    expect(await ask("/loop")).toMatchObject({ why: "not_fetched" });
    expect(await ask("/gone")).toMatchObject({
      why: "not_fetched",
      message: "the server answered 404",
    });
  });
});
