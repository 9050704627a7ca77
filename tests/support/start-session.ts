import { elementsSurface } from "@/lib/checkout/elements/elements-checkout.server";
import { embeddedSurface } from "@/lib/checkout/embedded/embedded-checkout.server";
import {
  type SessionStart,
  type StartedSession,
  startSession as start,
} from "@/lib/checkout/sessions/start-session.server";

const SURFACES = { embedded: embeddedSurface, elements: elementsSurface };

/** Starts a checkout on a surface with Checkout Sessions. */
export function startSession({
  surface,
  ...input
}: SessionStart & { surface: keyof typeof SURFACES }): Promise<StartedSession> {
  return start(SURFACES[surface], input);
}
