import { createLocalStripe } from "./app";

const { LOCAL_STRIPE_PORT, LOCAL_STRIPE_STATE, LOCAL_STRIPE_WEBHOOK_URL, LOCAL_STRIPE_WEBHOOK_SECRET } =
  process.env;

const port = Number(LOCAL_STRIPE_PORT ?? 12111);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`LOCAL_STRIPE_PORT must be a port number, not "${LOCAL_STRIPE_PORT}"`);
  process.exit(1);
}
if (Boolean(LOCAL_STRIPE_WEBHOOK_URL) !== Boolean(LOCAL_STRIPE_WEBHOOK_SECRET)) {
  console.error(
    "LOCAL_STRIPE_WEBHOOK_URL and LOCAL_STRIPE_WEBHOOK_SECRET belong together: set both or neither",
  );
  process.exit(1);
}

try {
  const server = await createLocalStripe({
    port,
    statePath: LOCAL_STRIPE_STATE ?? ".data/local-stripe.json",
    webhook:
      LOCAL_STRIPE_WEBHOOK_URL && LOCAL_STRIPE_WEBHOOK_SECRET
        ? { url: LOCAL_STRIPE_WEBHOOK_URL, secret: LOCAL_STRIPE_WEBHOOK_SECRET }
        : undefined,
  });
  console.log(`local Stripe on ${server.url}`);
  for (const signal of ["SIGINT", "SIGTERM"] as const) {
    process.once(signal, () => {
      void server.close().then(() => process.exit(0));
    });
  }
} catch (error) {
  const inUse = error instanceof Error && "code" in error && error.code === "EADDRINUSE";
  console.error(inUse ? `Port ${port} is taken: stop what uses it, or set LOCAL_STRIPE_PORT` : error);
  process.exit(1);
}
