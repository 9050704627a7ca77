import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { processes, Service } from "../../scripts/local/processes";
import { PROGRAMS } from "../../scripts/local/run";
import { answering } from "../../scripts/local/wait";
import { waitFor } from "./waits";

type Options = {
  name: string;
  port: number;
  env: Record<string, string>;
  group: ReturnType<typeof processes>;
  onLine: (line: string) => void;
};

const SKEWED_CLOCK = fileURLToPath(new URL("./skewed-clock.mjs", import.meta.url));

/** As long as platforms give a server to finish what it does. */
const GRACE_MS = 10_000;
const KILLED_MS = 30_000;

/** One `next start` that is killed and started again, always on its port. */
export class StoreProcess {
  private service: Service | null = null;
  /** Restarts take turns, as two processes can't have one port. */
  private turn: Promise<void> = Promise.resolve();

  constructor(private readonly options: Options) {}

  /** @param skewMs by how much its clock is wrong */
  restart(how: "SIGKILL" | "SIGTERM", skewMs = 0): Promise<void> {
    // After a start that failed, the next one tries again.
    this.turn = this.turn
      .catch(() => {})
      .then(async () => {
        if (this.service) await end(this.service, how);
        await this.launch(skewMs);
      });
    return this.turn;
  }

  private async launch(skewMs: number): Promise<void> {
    const { name, port, env, group, onLine } = this.options;
    this.service = group.start({
      name,
      args: [PROGRAMS.next, "start", "--hostname", "127.0.0.1", "--port", String(port)],
      env: {
        ...env,
        ...(skewMs !== 0 && {
          CHAOS_CLOCK_SKEW_MS: String(skewMs),
          NODE_OPTIONS: `--import=${SKEWED_CLOCK}`,
        }),
      },
      onLine,
    });
    await answering([this.service], `http://127.0.0.1:${port}/robots.txt`);
  }
}

async function end(service: Service, how: "SIGKILL" | "SIGTERM"): Promise<void> {
  service.signal(how);
  await Promise.race([service.exited, delay(GRACE_MS)]);
  service.signal("SIGKILL");
  await waitFor(`the end of ${service.name}`, KILLED_MS, () => service.exited);
}
