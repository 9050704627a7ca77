import { BUILD } from "@/lib/base/build";
import { storeTyped } from "./typed-text";

/** In the tab's storage: the builds that this tab was loaded again for. Each once, so that it never goes round. */
const RENEWED_FOR = "renewed-for";
/** In the tab's storage, from just before the page is loaded again until the new one has said so. */
const RENEWED = "renewed";

/** Milliseconds. */
const PATIENCE = 5_000;

/**
 * To be asked when something failed that fails where the page is older than the store: an action or a file that is
 * gone, an answer that can't be read. Then the page is loaded again, once, with what was typed.
 *
 * @returns whether the page is about to go.
 */
export async function renewIfOld(): Promise<boolean> {
  const deployed = await deployedBuild();
  if (deployed === null || deployed === BUILD) return false;
  try {
    const before = sessionStorage.getItem(RENEWED_FOR)?.split(" ") ?? [];
    if (before.includes(deployed)) return false;
    sessionStorage.setItem(RENEWED_FOR, [...before, deployed].join(" "));
    sessionStorage.setItem(RENEWED, "yes");
    storeTyped();
  } catch {
    // Without storage nothing would stop it from going round.
    return false;
  }
  window.location.reload();
  return true;
}

/** The page was loaded again by itself: true once. */
export function takeRenewed(): boolean {
  try {
    const renewed = sessionStorage.getItem(RENEWED) !== null;
    sessionStorage.removeItem(RENEWED);
    return renewed;
  } catch {
    return false;
  }
}

/** Null when the store can't be reached: then it is not the page that is wrong. */
async function deployedBuild(): Promise<string | null> {
  try {
    const response = await fetch("/api/build", { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
    const { build }: { build?: unknown } = await response.json();
    return response.ok && typeof build === "string" ? build : null;
  } catch {
    return null;
  }
}
