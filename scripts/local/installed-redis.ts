import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync } from "node:fs";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import { setTimeout as delay } from "node:timers/promises";
import { installDebianPackages } from "./debian-packages";
import { freePort } from "./ports";

type InstalledRedis = {
  url: string;
  /** Ends it, as an outage does. */
  kill: () => Promise<void>;
  /** Begins anew on the same port, empty. */
  start: () => Promise<void>;
  /** Lets it hang: it takes connections and says nothing, until `resume`. */
  pause: () => void;
  resume: () => void;
  stop: () => Promise<void>;
};

/** Valkey speaks as Redis does. */
const PROGRAMS = ["valkey-server", "redis-server"].map((name) => `/usr/bin/${name}`);

const findProgram = () => PROGRAMS.find(existsSync);
export const isRedisInstalled = (): boolean => findProgram() !== undefined;

/** Valkey or Redis, empty and on a free port, or null without them. It keeps nothing on disk. */
export async function startInstalledRedis(): Promise<InstalledRedis | null> {
  const program = findProgram();
  if (!program) return null;
  const port = await freePort();
  const args = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--dir", tmpdir()];
  let server: ChildProcess | undefined;
  const abandon = () => server?.kill("SIGKILL");
  process.once("exit", abandon);
  const start = async () => {
    server = spawn(program, args, { stdio: "ignore" });
    await untilAnswers(port, server);
  };
  const kill = async () => {
    if (!server || server.exitCode !== null || server.signalCode !== null) return;
    const ended = once(server, "exit");
    server.kill("SIGKILL");
    await ended;
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    kill,
    pause: () => server?.kill("SIGSTOP"),
    resume: () => server?.kill("SIGCONT"),
    stop: async () => {
      process.off("exit", abandon);
      await kill();
    },
  };
}

async function untilAnswers(port: number, server: ChildProcess): Promise<void> {
  for (let tries = 0; !(await accepts(port)); tries += 1) {
    if (server.exitCode !== null || tries > 100) throw new Error("the installed Redis did not start");
    await delay(50);
  }
}

const accepts = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(port, "127.0.0.1", () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });

/** Installs Debian's package; false when not allowed. */
export const installRedis = (): boolean => installDebianPackages("redis-server");
