import { randomUUID } from "node:crypto";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { z } from "zod";

const holder = z.object({ pid: z.number(), born: z.string().nullable(), token: z.string() });

type LockHolder = z.infer<typeof holder>;

export class LockedError extends Error {
  override name = "LockedError";
  constructor(
    readonly folder: string,
    readonly pid: number,
  ) {
    super(`${folder} is in use by process ${pid}: stop it first`);
  }
}

/** When a process started, which tells a reused pid from the old owner. Null without /proc. */
async function startTimeOf(pid: number): Promise<string | null> {
  const stat = await readFile(`/proc/${pid}/stat`, "utf8").catch(() => null);
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19] ?? null;
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

const lockFile = (folder: string) => join(folder, "lock.json");

/** The living process that has the folder. */
export async function holderOf(folder: string): Promise<LockHolder | null> {
  const text = await readFile(lockFile(folder), "utf8").catch(() => null);
  if (text === null) return null;
  const parsed = holder.safeParse(parseJson(text));
  if (!parsed.success || !isAlive(parsed.data.pid)) return null;
  return parsed.data.born === (await startTimeOf(parsed.data.pid)) ? parsed.data : null;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/** Locks a folder until `release` or the process's end. @throws LockedError when a living process has it */
export async function lockFolder(folder: string): Promise<{ release: () => Promise<void> }> {
  await mkdir(folder, { recursive: true });
  const mine: LockHolder = { pid: process.pid, born: await startTimeOf(process.pid), token: randomUUID() };
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const held = await holderOf(folder);
    if (held) throw new LockedError(folder, held.pid);
    try {
      await writeFile(lockFile(folder), JSON.stringify(mine), { flag: "wx" });
    } catch {
      await rm(lockFile(folder), { force: true });
      continue;
    }
    // Two processes may have removed a dead owner's file; the later one wins.
    await delay(50);
    if ((await holderOf(folder))?.token === mine.token) {
      return { release: () => rm(lockFile(folder), { force: true }) };
    }
  }
  throw new LockedError(folder, (await holderOf(folder))?.pid ?? 0);
}
