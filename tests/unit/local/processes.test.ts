import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { processes } from "@/scripts/local/processes";

/** Starts a process of its own and says both pids; neither ends by itself. */
const PARENT = `
  const child = require("node:child_process").spawn(process.execPath, ["-e", "setInterval(() => {}, 1e6)"]);
  console.log(process.pid, child.pid);
  setInterval(() => {}, 1e6);
`;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function allGone(pids: number[]): Promise<boolean> {
  for (const end = Date.now() + 8000; Date.now() < end; await delay(50)) {
    if (!pids.some(isAlive)) return true;
  }
  return false;
}

describe("the launcher's processes", () => {
  it("stop together with what they started", async () => {
    const group = processes();
    const pids = await new Promise<number[]>((resolve) => {
      group.start({
        name: "parent",
        args: ["-e", PARENT],
        env: {},
        onLine: (line) => resolve(line.split(" ").map(Number)),
      });
    });
    expect(pids.every(isAlive)).toBe(true);
    await group.stopAll();
    expect(await allGone(pids)).toBe(true);
  });

  it("stop when the launcher is killed without warning", async () => {
    const launcher = spawn(
      process.execPath,
      [
        ...["--import", "tsx", "--input-type=module", "-e"],
        `import { processes } from "./scripts/local/processes.ts";
         processes().start({ name: "parent", args: ["-e", ${JSON.stringify(PARENT)}], env: {}, onLine: console.log });`,
      ],
      { stdio: ["ignore", "pipe", "inherit"] },
    );
    const [line] = await once(createInterface({ input: launcher.stdout }), "line");
    const pids = String(line).split(" ").map(Number);
    launcher.kill("SIGKILL");
    expect(await allGone(pids)).toBe(true);
  }, 20_000);

  it("tell how a process ended", async () => {
    const group = processes();
    const service = group.start({
      name: "short",
      args: ["-e", "console.error('no luck'); process.exit(3)"],
      env: {},
      onLine: () => {},
    });
    expect(await service.exited).toBe("ended with code 3");
    await group.stopAll();
  });
});
