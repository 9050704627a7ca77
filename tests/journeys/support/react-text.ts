import type { Page } from "@playwright/test";

/**
 * Text nodes that React keeps on a page. A browser's translation takes them out of it, after which React fails or writes
 * where nobody looks: there must be none. Text that is an element's only child is not among them, nor that of a page that lets no browser translate it.
 */
export async function reactTextNodes(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    type Fiber = {
      tag: number;
      memoizedProps: unknown;
      stateNode: Node;
      child: Fiber | null;
      sibling: Fiber | null;
    };
    if (!document.documentElement.translate) return [];
    const TEXT = 6;
    const container = Object.entries(document).find(([name]) => name.startsWith("__reactContainer$"))?.[1];
    const texts: string[] = [];
    const waiting: (Fiber | null)[] = [container?.stateNode.current ?? null];
    while (waiting.length > 0) {
      const fiber = waiting.pop();
      if (!fiber) continue;
      // No translation looks into a shadow root, where Next.js announces the page's title.
      const hidden = fiber.tag === TEXT && fiber.stateNode.getRootNode() instanceof ShadowRoot;
      if (fiber.tag === TEXT && !hidden) texts.push(String(fiber.memoizedProps));
      waiting.push(fiber.sibling, fiber.child);
    }
    return texts;
  });
}

/** How many texts React has written on the page, and those of them that the page shows otherwise. */
export async function shownTexts(page: Page): Promise<{ count: number; stale: string[] }> {
  return page.evaluate(() => {
    const stale: string[] = [];
    let count = 0;
    for (const element of document.body.querySelectorAll("*")) {
      const props = Object.entries(element).find(([name]) => name.startsWith("__reactProps$"))?.[1];
      const text = props?.children;
      if (typeof text !== "string" && typeof text !== "number") continue;
      count += 1;
      if (element.textContent !== String(text)) stale.push(`shows "${element.textContent}" for "${text}"`);
    }
    return { count, stale };
  });
}
