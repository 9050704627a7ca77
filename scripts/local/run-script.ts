import { describeError } from "@/lib/base/describe-error";

export function runScript(main: () => Promise<void>): void {
  main().then(
    () => process.exit(0),
    (error: unknown) => {
      console.error(explain(error));
      process.exit(1);
    },
  );
}

function explain(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  // A failed query's own message holds its values.
  if ("query" in error) return error.cause instanceof Error ? explain(error.cause) : describeError(error);
  const refused = "code" in error && error.code === "ECONNREFUSED";
  const cause = error.cause instanceof Error ? `\n${explain(error.cause)}` : "";
  const hint = refused ? "\nNothing listens there: is the store running (npm run dev)?" : "";
  return `${error.message || error.name}${hint}${cause}`;
}
