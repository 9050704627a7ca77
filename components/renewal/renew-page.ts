import { BUILD } from "@/lib/base/build";
import { storeInput } from "./saved-input";

/** Holds the builds for which this tab was loaded again, each once, so that there is no loop. In the tab's storage. */
const RENEWED_FOR = "renewed-for";
/** Marks a reload in the tab's storage until the new page has said so. */
const RENEWED = "renewed";

/** Milliseconds to wait for the answer. */
const PATIENCE = 5_000;

/** Call it after an error that an old page causes: it loads the page again, once, with what was typed. @returns whether it will */
export async function renewIfOld(): Promise<boolean> {
  const deployed = await deployedBuild();
  if (deployed === null || deployed === BUILD) return false;
  try {
    const before = sessionStorage.getItem(RENEWED_FOR)?.split(" ") ?? [];
    if (before.includes(deployed)) return false;
    sessionStorage.setItem(RENEWED_FOR, [...before, deployed].join(" "));
    sessionStorage.setItem(RENEWED, "yes");
    storeInput();
  } catch {
    // Without storage there could be a loop.
    return false;
  }
  window.location.reload();
  return true;
}

/** Whether the page was reloaded; true once. */
export function takeRenewed(): boolean {
  try {
    const renewed = sessionStorage.getItem(RENEWED) !== null;
    sessionStorage.removeItem(RENEWED);
    return renewed;
  } catch {
    return false;
  }
}

/** The build that is deployed. Null when the store can't be reached: then the page is not to blame. */
async function deployedBuild(): Promise<string | null> {
  try {
    const response = await fetch("/api/build", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    const { build }: { build?: unknown } = await response.json();
    return response.ok && typeof build === "string" ? build : null;
  } catch {
    return null;
  }
}
