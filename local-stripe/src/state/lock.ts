import { readFileSync, rmSync, writeFileSync } from "node:fs";

/** Locks of this process; its id alone does not tell them from those of an earlier one with the same id, as in containers. */
const held = new Set<string>();

/** Keeps other processes from a file. @throws Error that names the process which has it */
export function lockFile(path: string): { release: () => void } {
  const lock = `${path}.lock`;
  for (let tries = 0; ; tries += 1) {
    try {
      writeFileSync(lock, String(process.pid), { flag: "wx" });
      held.add(lock);
      return {
        release: () => {
          held.delete(lock);
          rmSync(lock, { force: true });
        },
      };
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EEXIST") || tries > 3) throw error;
      const owner = ownerOf(lock);
      if (held.has(lock) || (owner !== process.pid && isAlive(owner))) {
        throw new Error(
          `${path} is in use by process ${owner}: stop it, or set LOCAL_STRIPE_STATE to another file. If that process is no local Stripe, delete ${lock}.`,
        );
      }
      rmSync(lock, { force: true });
    }
  }
}

function ownerOf(lock: string): number {
  try {
    return Number(readFileSync(lock, "utf8"));
  } catch {
    return 0;
  }
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return !hasEnded(pid);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

/** A process that ended is still listed until its parent asks for it, which in a container may be never. */
function hasEnded(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").includes(") Z ");
  } catch {
    return false;
  }
}
