import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { holderOf, LockedError, lockFolder } from "@/scripts/local/lock";

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "store-lock-"));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

describe("the lock of a data folder", () => {
  it("has one owner at a time, who is named", async () => {
    const lock = await lockFolder(folder);
    await expect(lockFolder(folder)).rejects.toThrow(LockedError);
    await expect(lockFolder(folder)).rejects.toThrow(String(process.pid));
    await lock.release();
    const next = await lockFolder(folder);
    expect((await holderOf(folder))?.pid).toBe(process.pid);
    await next.release();
  });

  it("falls to the next when its owner has died", async () => {
    await writeFile(join(folder, "lock.json"), JSON.stringify({ pid: 2 ** 22 - 1, born: null, token: "x" }));
    expect(await holderOf(folder)).toBeNull();
    const lock = await lockFolder(folder);
    expect((await holderOf(folder))?.pid).toBe(process.pid);
    await lock.release();
  });

  it("is taken over from a torn file", async () => {
    await writeFile(join(folder, "lock.json"), "{");
    const lock = await lockFolder(folder);
    expect((await holderOf(folder))?.pid).toBe(process.pid);
    await expect(lockFolder(folder)).rejects.toThrow(LockedError);
    await lock.release();
    expect(await holderOf(folder)).toBeNull();
  });

  it.runIf(process.platform === "linux")("is not kept by another process with the same number", async () => {
    await writeFile(
      join(folder, "lock.json"),
      JSON.stringify({ pid: process.pid, born: "another time", token: "x" }),
    );
    expect(await holderOf(folder)).toBeNull();
  });
});
