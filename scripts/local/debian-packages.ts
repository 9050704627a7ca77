import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** Installs packages of Debian, with what they need and nothing more; false when that is not allowed. */
export function installDebianPackages(...packages: [string, ...string[]]): boolean {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return false;
  const env = { ...process.env, DEBIAN_FRONTEND: "noninteractive" };
  spawnSync("apt-get", ["update", "-qq"], { stdio: "inherit", env });
  const install = ["install", "-y", "-qq", "--no-install-recommends", ...packages];
  return spawnSync("apt-get", install, { stdio: "inherit", env }).status === 0;
}
