import { createHash } from "node:crypto";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, type Frame, type Page } from "@playwright/test";
import axe from "axe-core";
import { structureOf } from "./page-structure";
import { reactTextNodes } from "./react-text";
import { storeAtHand } from "./surroundings";

declare global {
  interface Window {
    axe: typeof axe;
  }
}

/**
 * No violation of WCAG 2.2 A and AA, in all frames, and nothing that a browser's translation would break. A page that is still arriving is waited for: its title, which Next.js
 * streams after the content, and what fades in. A state that a journey of this run has looked at is not looked at again.
 */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/\S/);
  if (!(await wasFoundAccessible(page))) await expectNoBarriers(page);
  expect(
    await reactTextNodes(page),
    `text beside elements, which can’t be translated, on ${page.url()}`,
  ).toEqual([]);
}

async function expectNoBarriers(page: Page): Promise<void> {
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
        .map((animation) => animation.finished.catch(() => {})),
    ),
  );
  // A page that changed meanwhile was looked at in neither state: half of what was measured is of the one, half of the other.
  for (let looks = 1; ; looks += 1) {
    const before = await markOf(page);
    const found = (await Promise.all(page.frames().map(barriersIn))).flat();
    const isSteady = (await markOf(page)) === before;
    if (!isSteady && found.length > 0 && looks < MOST_LOOKS) continue;
    expect(found, `accessibility of ${page.url()}`).toEqual([]);
    if (isSteady) writeFileSync(before, page.url());
    return;
  }
}

const MOST_LOOKS = 5;

/** WCAG 2.2 A and AA. */
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];

/**
 * Asks axe inside the frame, for violations alone. axe's package for Playwright also carries out of the browser whatever passed, and opens another
 * page to sum it up, which takes ten times as long.
 */
async function barriersIn(frame: Frame): Promise<unknown[]> {
  try {
    const place = await placeOf(frame);
    await frame.evaluate(`if (!window.axe) { ${axe.source} }`);
    return await frame.evaluate(
      async ({ place, values }) => {
        const options = {
          runOnly: { type: "tag" as const, values },
          resultTypes: ["violations" as const],
          iframes: false,
        };
        const found = await window.axe.runPartial({ include: [["html"]], ...place }, options);
        const { violations } = await window.axe.finishRun([found], options);
        return violations.map(({ id, help, nodes }) => ({
          rule: id,
          help,
          nodes: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`),
        }));
      },
      { place, values: RULES },
    );
  } catch (error) {
    if (frame.isDetached()) return [];
    throw error;
  }
}

/** What axe's rules ask about a frame and only its parent knows. A page's own rules, as that of its title, are not for its frames. */
async function placeOf(frame: Frame) {
  if (!frame.parentFrame()) return { initiator: true };
  const element = await frame.frameElement();
  return element.evaluate((node) => {
    const { width, height } = (node as Element).getBoundingClientRect();
    const focusable = !(Number((node as Element).getAttribute("tabindex")) < 0);
    return { initiator: false, focusable, size: { width, height } };
  });
}

const wasFoundAccessible = async (page: Page): Promise<boolean> => existsSync(await markOf(page));

/** The file that stands for the state of a page, for all workers. */
async function markOf(page: Page): Promise<string> {
  const structures = await Promise.all(page.frames().map(structureOf));
  const hash = createHash("sha256").update(structures.join("\n")).digest("hex");
  return join(storeAtHand().accessible, hash);
}
