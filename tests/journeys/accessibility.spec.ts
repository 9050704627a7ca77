import { expectAccessible } from "./support/accessibility";
import { expect, test } from "./support/test";

const pageWith = (body: string) =>
  `<!doctype html><html lang="en"><title>A page</title><main><h1>A page</h1>${body}</main></html>`;

const frame = (body: string, attributes = "") =>
  `<iframe title="A frame" ${attributes} srcdoc='${body}'></iframe>`;

/** A page without barriers, and the same with one. */
const PAIRS = [
  ["image-alt", '<img alt="A mug" src="data:,">', '<img src="data:,">'],
  ["label", '<label for="a">Name</label><input id="a">', '<label for="b">Name</label><input id="a">'],
  ["color-contrast", '<p style="color: #000">Words</p>', '<p style="color: #eee">Words</p>'],
  [
    "color-contrast",
    '<p id="a" style="color: #eee" hidden>Words</p>',
    '<p id="a" style="color: #eee">Words</p>',
  ],
  // Frames count too, except by the rules for whole pages: one that was blocked has no title.
  ["frame-title", '<iframe title="A frame"></iframe>', "<iframe></iframe>"],
  ["image-alt", frame('<img alt="A mug" src="data:,">'), frame('<img src="data:,">')],
  ["frame-focusable-content", frame("<button>Pay</button>"), frame("<button>Pay</button>", 'tabindex="-1"')],
] as const;

test("A barrier is found in a page that was checked before the barrier was there", async ({ page }) => {
  for (const [rule, without, withBarrier] of PAIRS) {
    await page.setContent(pageWith(without));
    await expectAccessible(page);
    await page.setContent(pageWith(withBarrier));
    await expect(expectAccessible(page), withBarrier).rejects.toThrow(`"rule": "${rule}"`);
  }
});
