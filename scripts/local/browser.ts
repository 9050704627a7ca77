import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { chromium } from "@playwright/test";

/** Chromium without a window comes first, as it draws nothing: the journeys take a third less. */
const INSTALLED = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/google-chrome-stable",
  "/usr/bin/google-chrome",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** `path`: undefined for Playwright's own. */
type Browser = { path: string | undefined; origin: string };

/** Finds Playwright's Chromium, an installed one, or installs one (by Playwright, or by apt-get if allowed). @throws Error that says what to install */
export async function findBrowser(say: (line: string) => void): Promise<Browser> {
  const playwright = { path: undefined, origin: "Playwright's own" };
  const installed = INSTALLED.map((path) => ({ path, origin: "installed on this machine" }));
  const present = await firstThatStarts([playwright, ...installed]);
  if (present) return present;

  say("no Chromium here: Playwright installs one");
  run(process.execPath, ["node_modules/playwright/cli.js", "install", "--only-shell", "chromium"]);
  const downloaded = await firstThatStarts([playwright]);
  if (downloaded) return downloaded;

  if (process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    say("no Chromium that starts: apt-get installs one with its libraries");
    run("apt-get", ["update", "-qq"]);
    for (const name of ["chromium-headless-shell", "chromium"]) {
      run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name]);
      const packaged = await firstThatStarts([playwright, ...installed]);
      if (packaged) return packaged;
    }
  }
  throw new Error(
    "No Chromium starts on this machine. Install Chrome or Chromium, or run: npx playwright install --with-deps chromium",
  );
}

async function firstThatStarts(candidates: Browser[]): Promise<Browser | null> {
  for (const candidate of candidates) {
    const mayStart = candidate.path === undefined || existsSync(candidate.path);
    if (mayStart && (await starts(candidate.path))) return candidate;
  }
  return null;
}

/** Whether the browser starts, as a file may exist without its libraries. */
async function starts(executablePath: string | undefined): Promise<boolean> {
  try {
    const browser = await chromium.launch({ executablePath, timeout: 20_000 });
    await browser.close();
    return true;
  } catch {
    return false;
  }
}

function run(command: string, args: string[]): void {
  spawnSync(command, args, {
    stdio: "inherit",
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  });
}
