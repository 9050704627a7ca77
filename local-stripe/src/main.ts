import { createLocalStripe } from "./app";
import { HELP, readSettings } from "./settings";
import { packageVersion } from "./state/package-version";

const settings = readSettings(process.argv.slice(2), process.env);

if (settings.kind === "help") console.log(HELP);
else if (settings.kind === "version") console.log(packageVersion());
else if (settings.kind === "refused") fail(`${settings.problem}\nSee local-stripe --help.`);
else await start(settings);

async function start({ options }: Extract<typeof settings, { kind: "start" }>): Promise<void> {
  try {
    const server = await createLocalStripe(options);
    console.log(`local Stripe on ${server.url}`);
    if (options.webhook)
      console.log(`events go to ${options.webhook.url}, signed with ${options.webhook.secret}`);
    for (const signal of ["SIGINT", "SIGTERM"] as const) {
      process.once(signal, () => {
        void server.close().then(() => process.exit(0));
      });
    }
  } catch (error) {
    fail(problemOf(error, options));
  }
}

function problemOf(error: unknown, { port, host }: { port?: number; host?: string | undefined }): string {
  const code = error instanceof Error && "code" in error ? error.code : "";
  if (code === "EADDRINUSE")
    return `Port ${port} is taken: stop what uses it, or set LOCAL_STRIPE_PORT (--port)`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND")
    return `This machine has no address ${host} to listen on`;
  if (code === "EACCES") return `This user may not listen on port ${port}: take one above 1023`;
  return error instanceof Error ? error.message : String(error);
}

function fail(problem: string): void {
  console.error(problem);
  process.exitCode = 1;
}
