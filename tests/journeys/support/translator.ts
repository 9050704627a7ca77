import { expect, type Page } from "@playwright/test";
import { reactTextNodes, shownTexts } from "./react-text";

declare global {
  interface Window {
    translator?: { hold: () => void; release: () => void };
  }
}

/** Milliseconds until a translation is there. */
const LATENCY = 40;

/**
 * A browser that translates every page it shows: it takes each text node out and puts two `font` elements in, now and after
 * every change, as Chrome's does. Like the worst of them it asks for a text once, and puts the answer in wherever the
 * node still is, even when the page has changed the text meanwhile.
 *
 * @param words "same": only the elements change, so that tests find things by their words; "other": words as well.
 */
export class Translator {
  private constructor(private readonly page: Page) {}

  static async on(page: Page, words: "same" | "other" = "same"): Promise<Translator> {
    await page.addInitScript(translateEverything, { latency: LATENCY, other: words === "other" });
    return new Translator(page);
  }

  /** Keeps translations back until `release`. */
  async hold(): Promise<void> {
    await this.page.evaluate(() => window.translator?.hold());
  }

  async release(): Promise<void> {
    await this.page.evaluate(() => window.translator?.release());
  }

  /** The page is translated, stands, and shows what it should at this moment. */
  async expectCurrent(): Promise<void> {
    await expect(this.page.locator("font font").first()).toBeVisible();
    await expect.poll(async () => (await shownTexts(this.page)).stale).toEqual([]);
    expect((await shownTexts(this.page)).count).toBeGreaterThan(5);
    expect(await reactTextNodes(this.page)).toEqual([]);
    expect(await amountsInFonts(this.page)).toEqual([]);
  }
}

/** Amounts that are a text of their own and were given to the translation all the same. */
async function amountsInFonts(page: Page): Promise<string[]> {
  const texts = await page.locator("body font font").allTextContents();
  return texts.filter((text) => /^\s*-?([€$£]\s?[\d.,\s]+|[\d.,\s]+[€$£])\s*$/.test(text));
}

/** In the browser, before any script of the page. */
function translateEverything({ latency, other }: { latency: number; other: boolean }): void {
  if (window !== window.top) return;
  const KEPT = 'head, script, style, noscript, textarea, font, [translate="no"]';
  const asked = new WeakSet<Node>();
  let answers: (() => void)[] = [];
  let held = false;

  const answerAll = () => {
    if (held) return;
    const ready = answers;
    answers = [];
    for (const answer of ready) answer();
  };
  const ask = (node: Text) => {
    if (asked.has(node) || !node.data.trim() || node.parentElement?.closest(KEPT)) return;
    asked.add(node);
    const text = other ? `⟦${node.data}⟧` : node.data;
    answers.push(() => {
      if (!node.isConnected) return;
      const outer = document.createElement("font");
      outer.style.verticalAlign = "inherit";
      outer.append(Object.assign(outer.cloneNode(), { textContent: text }));
      node.replaceWith(outer);
    });
    setTimeout(answerAll, latency);
  };
  const lookThrough = (root: Node) => {
    if (root instanceof Text) return ask(root);
    const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) if (walker.currentNode instanceof Text) ask(walker.currentNode);
  };

  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      if (type === "characterData") lookThrough(target);
      else addedNodes.forEach(lookThrough);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
  window.translator = {
    hold: () => {
      held = true;
    },
    release: () => {
      held = false;
      answerAll();
    },
  };
}
