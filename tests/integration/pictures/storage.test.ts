import { randomBytes } from "node:crypto";
import { mkdtemp, readdir, readlink, rm, symlink } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it, test, vi } from "vitest";
import { isPictureKey, type PictureKey } from "@/lib/model/picture";
import { folderStorage } from "@/lib/pictures/folder-storage.server";
import { s3Storage } from "@/lib/pictures/s3-storage.server";
import type { PictureStorage } from "@/lib/pictures/storage-type";
import { storeOnce } from "@/lib/pictures/store-once.server";
import { vercelBlobStorage } from "@/lib/pictures/vercel-blob-storage.server";
import { BLOB_TOKEN, startBlobServer } from "@/tests/support/blob-server";
import { startS3 } from "@/tests/support/s3-server";

const folder = await mkdtemp(join(tmpdir(), "storage-"));
const s3 = await startS3();
const keys = { id: "nobody", secret: "secret-of-nobody" };
/** Without a server, the tests that need none take any. */
const bucket = s3?.settings ?? { bucket: "pictures", region: "us-east-1", pathStyle: true, keys };
const blob = await startBlobServer();
process.env.VERCEL_BLOB_API_URL = blob.url;
const ends = [blob.stop, ...(s3 ? [s3.stop] : []), () => rm(folder, { recursive: true })];
afterAll(async () => {
  for (const end of ends) await end();
});

const SHORT = { tries: 2, connect: 300, answer: 300, idle: 300 };

async function serve(answer: RequestListener): Promise<string> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  ends.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A port where nobody listens. */
async function nowhere(): Promise<string> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return `http://127.0.0.1:${port}`;
}

/** One that works, and one that does not. */
const KINDS: { name: string; runs: boolean; works: PictureStorage; lost: () => Promise<PictureStorage> }[] = [
  {
    runs: true,
    name: "a folder",
    works: folderStorage(join(folder, "pictures")),
    lost: async () => {
      const loop = join(folder, randomBytes(4).toString("hex"));
      await symlink(loop, loop);
      return folderStorage(loop);
    },
  },
  {
    name: "a bucket",
    runs: s3 !== null,
    works: s3Storage(bucket),
    lost: async () => s3Storage({ ...bucket, endpoint: await nowhere() }, SHORT),
  },
  {
    name: "Vercel Blob",
    runs: true,
    works: vercelBlobStorage(BLOB_TOKEN),
    lost: async () => {
      vi.stubEnv("VERCEL_BLOB_API_URL", await nowhere());
      return vercelBlobStorage(BLOB_TOKEN, SHORT);
    },
  },
];

function newKey(ending: "jpg" | "png" = "jpg"): PictureKey {
  const key = `${randomBytes(20).toString("hex")}.${ending}`;
  return isPictureKey(key) ? key : expect.fail(key);
}

async function bytesOf(storage: PictureStorage, key: PictureKey): Promise<Buffer | null> {
  const file = await storage.read(key);
  if (!file) return null;
  const bytes = Buffer.from(await new Response(file.body).arrayBuffer());
  expect(file.size).toBe(bytes.length);
  return bytes;
}

describe.each(KINDS)("the storage in $name", ({ runs, works, lost }) => {
  const it = test.runIf(runs);

  it("gives back what was put, byte by byte", async () => {
    for (const size of [1, 70_000, 3_000_000]) {
      const key = newKey(size === 1 ? "png" : "jpg");
      const bytes = randomBytes(size);
      await works.put(key, bytes);
      expect(await works.size(key)).toBe(size);
      expect((await bytesOf(works, key))?.equals(bytes)).toBe(true);
    }
  });

  it("has nothing where nothing was put", async () => {
    const key = newKey();
    expect(await works.size(key)).toBeNull();
    expect(await works.read(key)).toBeNull();
  });

  it("gives a part of a file, with the first and the last of its bytes", async () => {
    const key = newKey();
    const bytes = randomBytes(200_000);
    await works.put(key, bytes);
    for (const [first, last] of [
      [0, 0],
      [70_000, 140_001],
      [199_999, 199_999],
    ] as const) {
      const file = (await works.read(key, { first, last })) ?? expect.fail();
      expect(file.size).toBe(last - first + 1);
      const part = Buffer.from(await new Response(file.body).arrayBuffer());
      expect(part.equals(bytes.subarray(first, last + 1))).toBe(true);
    }
  });

  it("writes a picture once, and never over another one", async () => {
    const key = newKey();
    const bytes = randomBytes(90_000);
    await storeOnce(works, key, bytes);
    await storeOnce(works, key, bytes);
    await expect(storeOnce(works, key, randomBytes(90_000))).rejects.toThrow("another file");
    expect((await bytesOf(works, key))?.equals(bytes)).toBe(true);
  });

  it("holds little of a picture in memory, and lets go of it when its reader leaves", async () => {
    const key = newKey();
    await works.put(key, randomBytes(8_000_000));
    const file = (await works.read(key)) ?? expect.fail();
    const reader = file.body.getReader();
    const { value } = await reader.read();
    expect(value?.length).toBeLessThan(1_000_000);
    await reader.cancel();
    expect(await works.size(key)).toBe(8_000_000);
  });

  it("says which storage can't be reached, by a code, and no secret", async () => {
    const storage = await lost();
    const key = newKey();
    const calls = [() => storage.put(key, randomBytes(9)), () => storage.size(key), () => storage.read(key)];
    for (const call of calls) {
      const error = await call().catch((reason) => reason);
      expect(error).toMatchObject({ name: "PictureStorageError", code: "pictures_unavailable" });
      expect(error.message).toContain(storage.place);
      for (const secret of [bucket.keys?.secret, BLOB_TOKEN]) expect(error.message).not.toContain(secret);
    }
    vi.unstubAllEnvs();
  });
});

describe("a bucket", () => {
  it.runIf(s3)("of a wrong name or wrong keys is an outage, and not a missing picture", async () => {
    const other = s3Storage({ ...bucket, bucket: "nobodys" });
    await expect(other.read(newKey())).rejects.toThrow("NoSuchBucket");
    const stranger = s3Storage({ ...bucket, keys: { id: "nobody", secret: "wrong" } });
    await expect(stranger.put(newKey(), randomBytes(9))).rejects.toMatchObject({
      code: "pictures_unavailable",
    });
  });

  it("that does not answer is asked a few times, for a short time", async () => {
    let asked = 0;
    const endpoint = await serve(() => {
      asked += 1;
    });
    // Silence alone would end it only after a long time.
    const patient = s3Storage({ ...bucket, endpoint }, { ...SHORT, idle: 60_000 });
    await expect(patient.read(newKey())).rejects.toMatchObject({ code: "pictures_unavailable" });
    expect(asked).toBe(SHORT.tries);
  });

  it("that fails once is asked again", async () => {
    let asked = 0;
    const endpoint = await serve((_, response) => {
      asked += 1;
      if (asked === 1) response.writeHead(503).end();
      else response.writeHead(200, { "content-length": 4 }).end("\xff\xd8..", "latin1");
    });
    expect(await bytesOf(s3Storage({ ...bucket, endpoint }, SHORT), newKey())).toHaveLength(4);
  });

  it("that stops in the middle of a picture ends it with an error", async () => {
    const endpoint = await serve((_, response) => {
      response.writeHead(200, { "content-length": 1_000_000 }).write("half");
    });
    const file = (await s3Storage({ ...bucket, endpoint }, SHORT).read(newKey())) ?? expect.fail();
    await expect(new Response(file.body).arrayBuffer()).rejects.toThrow();
  });
});

it("A folder opens no file for a body that nobody reads", async () => {
  const storage = folderStorage(join(folder, "unread"));
  const key = newKey();
  await storage.put(key, randomBytes(100_000));
  const isOpen = async () => {
    const files = await readdir("/proc/self/fd");
    const paths = await Promise.all(files.map((file) => readlink(`/proc/self/fd/${file}`).catch(() => "")));
    return paths.some((path) => path.endsWith(key));
  };
  const file = (await storage.read(key)) ?? expect.fail();
  expect(await isOpen()).toBe(false);
  const reader = file.body.getReader();
  await reader.read();
  expect(await isOpen()).toBe(true);
  await reader.cancel();
  expect(await isOpen()).toBe(false);
});

describe("Vercel Blob", () => {
  it("with a wrong token is an outage, and not a missing picture", async () => {
    const stranger = vercelBlobStorage("vercel_blob_rw_other_0123456789", SHORT);
    await expect(stranger.size(newKey())).rejects.toMatchObject({ code: "pictures_unavailable" });
  });

  it("that does not answer, or stops in the middle of a picture, is waited for a short time", async () => {
    const key = newKey();
    const url = await serve((request, response) => {
      if (request.url?.startsWith("/half"))
        response.writeHead(200, { "content-length": 1_000_000 }).write("half");
      else if (request.url?.includes("url="))
        response.writeHead(200, { "content-type": "application/json" }).end(`{ "url": "${url}/half" }`);
    });
    vi.stubEnv("VERCEL_BLOB_API_URL", url);
    const storage = vercelBlobStorage(BLOB_TOKEN, SHORT);
    await expect(storage.put(key, randomBytes(9))).rejects.toThrow("no answer within 0.3 seconds");
    const file = (await storage.read(key)) ?? expect.fail();
    await expect(new Response(file.body).arrayBuffer()).rejects.toThrow("no answer within");
    vi.unstubAllEnvs();
  });
});
