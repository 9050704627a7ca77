// Outlives the launcher by a moment: when the launcher ends, however it ends, this pipe closes and what it started
// is stopped. Each line is `+<pid>` or `-<pid>` of a process group.
import { spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import { setTimeout as delay } from "node:timers/promises";

const groups = new Set();

function signal(pid, name) {
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(pid), "/T", "/F"]);
    return;
  }
  try {
    process.kill(-pid, name);
  } catch {
    groups.delete(pid);
  }
}

process.on("SIGINT", () => {});
process.on("SIGTERM", () => {});
for await (const line of createInterface({ input: process.stdin })) {
  const pid = Number(line.slice(1));
  if (line.startsWith("+")) groups.add(pid);
  else groups.delete(pid);
}
for (const pid of groups) signal(pid, "SIGTERM");
for (let waited = 0; groups.size > 0 && waited < 5000; waited += 100) {
  await delay(100);
  for (const pid of groups) signal(pid, 0);
}
for (const pid of groups) signal(pid, "SIGKILL");
