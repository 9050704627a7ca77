import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";
import { reactTextNodes } from "./react-text";

/**
 * No violation of WCAG 2.2 A and AA, in all frames, and nothing that a browser's translation would break. A page that is still arriving is waited for: its title, which Next.js
 * streams after the content, and what fades in.
 */
export async function expectAccessible(page: Page): Promise<void> {
  await expect(page).toHaveTitle(/\S/);
  await page.evaluate(() =>
    Promise.all(
      document
        .getAnimations()
        .filter((animation) => animation.effect?.getComputedTiming().iterations !== Number.POSITIVE_INFINITY)
        .map((animation) => animation.finished.catch(() => {})),
    ),
  );
  const { violations } = await new AxeBuilder({ page })
    .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"])
    .analyze();
  const found = violations.map(({ id, help, nodes }) => ({
    rule: id,
    help,
    nodes: nodes.map(({ html, failureSummary }) => `${html}\n${failureSummary}`),
  }));
  expect(found, `accessibility of ${page.url()}`).toEqual([]);
  expect(
    await reactTextNodes(page),
    `text beside elements, which can’t be translated, on ${page.url()}`,
  ).toEqual([]);
}
