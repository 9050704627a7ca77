import type { BrowserContext } from "@playwright/test";

/** A refusal by the store or by Stripe is what many journeys are about; the browser prints each as an error. */
const ANSWERS = /^Failed to load resource: /;

/** What goes wrong inside a browser meanwhile: errors in its console, what a policy stops, and what nobody catches. */
export function faultsIn(context: BrowserContext): string[] {
  const faults: string[] = [];
  context.on("console", (message) => {
    const text = message.text();
    if (message.type() === "error" && !ANSWERS.test(text)) faults.push(`${text} (${message.location().url})`);
  });
  context.on("weberror", (error) => faults.push(`uncaught: ${error.error().message}`));
  return faults;
}
