import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";

/** What names a store, and may read and write it. */
export const BLOB_TOKEN = "vercel_blob_rw_teststore_0123456789abcdef";

type Blob = { bytes: Buffer; type: string };

/**
 * What `@vercel/blob` sends is answered as its source expects it: `PUT /?pathname=` stores, `GET /?url=` tells of a file, and its address gives it. The
 * service itself can't be reached by tests. `VERCEL_BLOB_API_URL` leads the SDK here.
 */
export async function startBlobServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const blobs = new Map<string, Blob>();
  const server = createServer(async (request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? "/", "http://localhost");
    const answer = (status: number, body: object) =>
      response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
    const refuse = (status: number, code: string) => answer(status, { error: { code, message: code } });
    if (pathname.startsWith("/files/")) {
      const blob = blobs.get(pathname.slice("/files/".length));
      if (!blob) return response.writeHead(404).end();
      const [, first, last] = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "") ?? [];
      const bytes = last === undefined ? blob.bytes : blob.bytes.subarray(Number(first), Number(last) + 1);
      const headers = { "content-type": blob.type, "content-length": bytes.length };
      return response.writeHead(last === undefined ? 200 : 206, headers).end(bytes);
    }
    if (request.headers.authorization !== `Bearer ${BLOB_TOKEN}`) return refuse(403, "forbidden");
    const name = searchParams.get("pathname") ?? searchParams.get("url") ?? "";
    const facts = {
      url: `${url}/files/${name}`,
      downloadUrl: `${url}/files/${name}?download=1`,
      pathname: name,
    };
    if (request.method === "PUT") {
      const { headers } = request;
      if (headers["x-vercel-blob-access"] !== "public") return refuse(400, "bad_request");
      if (headers["x-allow-overwrite"] !== "1" && blobs.has(name)) return refuse(400, "bad_request");
      const type = String(headers["x-content-type"]);
      blobs.set(name, { bytes: await readAll(request), type });
      return answer(200, { ...facts, contentType: type, contentDisposition: "inline", etag: '"1"' });
    }
    const blob = blobs.get(name);
    if (!blob) return refuse(404, "not_found");
    const about = { size: blob.bytes.length, contentType: blob.type, uploadedAt: new Date().toISOString() };
    return answer(200, { ...facts, ...about });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function readAll(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts);
}
