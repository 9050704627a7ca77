import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";

export type Service = {
  name: string;
  /** Undefined when it could not be started. */
  pid: number | undefined;
  /** How it ended, in words. */
  exited: Promise<string>;
  tail: () => string[];
  /** Signals the process and its children. */
  signal: (name: NodeJS.Signals) => void;
};

type StartOptions = {
  name: string;
  /** Node's arguments. */
  args: string[];
  env: Record<string, string | undefined>;
  cwd?: string;
  onLine: (line: string) => void;
};

/** Milliseconds for a process to finish, and then for its children. */
const GRACE_MS = 8000;
const STRAGGLER_MS = 1500;
const TAIL_LINES = 40;

/** Starts processes that each lead a process group, so that their children stop with them; a guard does that when the launcher is killed. */
export function processes() {
  const started: ChildProcess[] = [];
  const guard = spawn(process.execPath, [fileURLToPath(new URL("./guard.mjs", import.meta.url))], {
    stdio: ["pipe", "ignore", "ignore"],
    detached: true,
  });
  guard.unref();
  guard.stdin?.on("error", () => {});

  function start({ name, args, env, cwd, onLine }: StartOptions): Service {
    const child = spawn(process.execPath, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
      detached: true,
      windowsHide: true,
    });
    started.push(child);
    guard.stdin?.write(`+${child.pid}\n`);
    const lines: string[] = [];
    for (const stream of [child.stdout, child.stderr]) {
      createInterface({ input: stream }).on("line", (line) => {
        lines.push(line);
        if (lines.length > TAIL_LINES) lines.shift();
        onLine(line);
      });
    }
    const exited = once(child, "exit").then(([code, signal]) =>
      signal ? `ended by ${signal}` : `ended with code ${code}`,
    );
    const signal = (which: NodeJS.Signals) => {
      if (child.pid !== undefined) signalGroup(child.pid, which);
    };
    return { name, pid: child.pid, exited, tail: () => lines, signal };
  }

  /** Last started first, as later ones use earlier ones. Never throws, safe to repeat. */
  async function stopAll(): Promise<void> {
    for (const child of started.splice(0).reverse()) await stopGroup(child);
    guard.stdin?.end();
  }

  return { start, stopAll };
}

async function stopGroup(child: ChildProcess): Promise<void> {
  const { pid } = child;
  if (pid === undefined) return;
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(pid), "/T", "/F"]);
    return;
  }
  signalGroup(pid, "SIGTERM");
  const hasEnded = () => child.exitCode !== null || child.signalCode !== null;
  for (let waited = 0, alone = 0; waited < GRACE_MS && alone < STRAGGLER_MS; waited += 50) {
    if (!signalGroup(pid, 0)) return;
    if (hasEnded()) alone += 50;
    await delay(50);
  }
  signalGroup(pid, "SIGKILL");
}

/** Signals a group. Returns false when the group has ended. */
function signalGroup(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}
