import { type ChildProcess, spawn } from "node:child_process";

export interface Program {
  /** What it printed so far. */
  printed: () => string;
  stop: () => Promise<void>;
}

interface Start {
  command: readonly string[];
  cwd: string;
  env: Record<string, string | undefined>;
}

/** Starts a program and waits until an address answers, whatever it answers. @throws Error with what it printed, when it ends or does not answer */
export async function startProgram(start: Start & { until: string; withinMs?: number }): Promise<Program> {
  const { child, printed } = launch(start);
  const program = { printed, stop: () => stop(child) };
  const until = Date.now() + (start.withinMs ?? 90_000);
  while (Date.now() < until) {
    if (child.exitCode !== null)
      throw new Error(`${start.command.join(" ")} ended: ${printed().slice(-600)}`);
    const answers = await fetch(start.until, {
      signal: AbortSignal.timeout(60_000),
      redirect: "manual",
    }).then(
      () => true,
      () => false,
    );
    if (answers) return program;
    await nextTry();
  }
  await program.stop();
  throw new Error(`${start.until} does not answer: ${printed().slice(-600)}`);
}

/** @returns what it printed @throws Error with what it printed, when it fails */
export async function runProgram(start: Start): Promise<string> {
  const { child, printed } = launch(start);
  const code = await new Promise<number | null>((resolve) => child.once("exit", resolve));
  if (code !== 0)
    throw new Error(errorIn(printed()) ?? `${start.command[0]} failed: ${printed().slice(-900)}`);
  return printed();
}

function launch({ command: [program = "", ...words], cwd, env }: Start) {
  // A group of its own, as Next starts others which have to end with it.
  const child = spawn(program, words, { cwd, env, detached: true, stdio: ["ignore", "pipe", "pipe"] });
  let text = "";
  const keep = (chunk: Buffer) => {
    text += String(chunk);
  };
  child.stdout?.on("data", keep);
  child.stderr?.on("data", keep);
  child.on("error", (error) => {
    text += error.message;
  });
  return { child, printed: () => text };
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.pid === undefined) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    return;
  }
  await ended;
}

const nextTry = () => new Promise((resolve) => setTimeout(resolve, 200));

/** The line of Node's report that says what went wrong. */
const errorIn = (text: string): string | undefined => /^.*Error.*: .+$/m.exec(text)?.[0];
