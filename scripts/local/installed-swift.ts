import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { installDebianPackages } from "./debian-packages";

type InstalledSwift = {
  /** Where it speaks S3. */
  endpoint: string;
  keys: { id: string; secret: string };
  stop: () => Promise<void>;
};

const KEYS = { id: "test:tester", secret: "testing" };
/** Debian's, which sees Debian's packages. */
const PYTHON = "/usr/bin/python3";

export const isSwiftInstalled = (): boolean => existsSync("/usr/bin/swift-proxy-server");

/** OpenStack Swift, empty and on a free port, or null without it. */
export async function startInstalledSwift(): Promise<InstalledSwift | null> {
  if (!isSwiftInstalled()) return null;
  const folder = await mkdtemp(join(tmpdir(), "store-swift-"));
  await mkdir(join(folder, "devices", "disk"), { recursive: true });
  for (const [name, text] of Object.entries(settingsIn(folder))) await writeFile(join(folder, name), text);
  const server = spawn(PYTHON, ["scripts/local/swift-server.py", folder], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const abandon = () => server.kill("SIGKILL");
  process.once("exit", abandon);
  const ended = once(server, "exit");
  const port = await Promise.race([once(server.stdout, "data"), ended.then(() => null)]);
  if (!port) throw new Error("the installed Swift did not start");
  return {
    endpoint: `http://127.0.0.1:${Number(port)}`,
    keys: KEYS,
    stop: async () => {
      process.off("exit", abandon);
      server.kill();
      await ended;
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Installs Debian's packages; false when not allowed. */
export const installSwift = (): boolean =>
  installDebianPackages("swift-proxy", "swift-account", "swift-container", "swift-object");

function settingsIn(folder: string): Record<string, string> {
  const common = `[DEFAULT]\nswift_dir = ${folder}\ndevices = ${join(folder, "devices")}\nmount_check = false\n`;
  const server = (kind: string) =>
    `${common}[pipeline:main]\npipeline = ${kind}-server\n[app:${kind}-server]\nuse = egg:swift#${kind}\n`;
  const filters = ["catch_errors", "gatekeeper", "s3api", "tempauth", "slo"];
  const more: Record<string, string> = {
    s3api: "location = us-east-1\n",
    tempauth: `user_${KEYS.id.replace(":", "_")} = ${KEYS.secret} .admin\n`,
  };
  return {
    "swift.conf": "[swift-hash]\nswift_hash_path_suffix = local\n",
    "account.conf": server("account"),
    "container.conf": server("container"),
    "object.conf": server("object"),
    "proxy.conf": [
      `${common}[pipeline:main]\npipeline = ${filters.join(" ")} proxy-server\n`,
      "[app:proxy-server]\nuse = egg:swift#proxy\naccount_autocreate = true\n",
      ...filters.map((name) => `[filter:${name}]\nuse = egg:swift#${name}\n${more[name] ?? ""}`),
    ].join(""),
  };
}
