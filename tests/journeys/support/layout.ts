import { expect, type Page } from "@playwright/test";

/** Nothing is wider than the page or than the box it stands in. */
export async function expectNoOverflow(page: Page, occasion: string): Promise<void> {
  const wide = () =>
    page.evaluate(() => {
      const { clientWidth } = document.documentElement;
      const tells = (element: Element, by: number) =>
        `${element.tagName}.${element.getAttribute("class") ?? ""} by ${Math.round(by)}: ${element.textContent?.slice(0, 40)}`;
      const found: string[] = [];
      /** With all that is in them: an element comes after its parent. */
      const clipped = new Set<Element | null>();
      for (const element of document.body.querySelectorAll("*")) {
        if (!element.checkVisibility() || element.closest("nextjs-portal")) continue;
        const style = getComputedStyle(element);
        const isClipped = style.clipPath !== "none" || style.clip !== "auto";
        if (isClipped || clipped.has(element.parentElement)) clipped.add(element);
        const isForEarsOnly = clipped.has(element) || element.clientWidth <= 1;
        if (isForEarsOnly || element instanceof HTMLInputElement || element instanceof HTMLSelectElement)
          continue;
        if (style.overflowX !== "visible") {
          const by = element.scrollWidth - element.clientWidth;
          if (by > 1) found.push(`cut off: ${tells(element, by)}`);
        }
        const { right, width } = element.getBoundingClientRect();
        if (width > 1 && right > clientWidth + 1 && !element.closest("dialog:not([open])")) {
          found.push(`past the edge: ${tells(element, right - clientWidth)}`);
        }
      }
      const by = document.documentElement.scrollWidth - clientWidth;
      return { by, found: by > 0 || found.length > 0 ? found.slice(0, 5) : [] };
    });
  await expect
    .configure({ soft: true })
    .poll(wide, `${occasion}: ${page.url()}`)
    .toEqual({ by: 0, found: [] });
}

/** Words in the page's own text that stand on two lines, though they are no longer than words are. */
export async function brokenWords(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const broken: string[] = [];
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node; node = texts.nextNode()) {
      const { parentElement: parent, textContent: text } = node;
      if (!parent?.checkVisibility() || parent.closest("noscript, script, style, nextjs-portal")) continue;
      const { clipPath, clip } = getComputedStyle(parent);
      if (clipPath !== "none" || clip !== "auto" || parent.clientWidth === 1) continue;
      for (const { 0: word, index } of text?.matchAll(/(?<!\S)\p{L}{2,15}(?=[.,:;!?]*(?:\s|$))/gu) ?? []) {
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + word.length);
        const lines = new Set(Array.from(range.getClientRects(), ({ top }) => Math.round(top)));
        if (lines.size > 1) broken.push(`${word} in ${parent.tagName}: ${text?.slice(0, 60)}`);
      }
    }
    return broken;
  });
}

/** Fields one types into: phones zoom into those with smaller letters. */
export async function smallFields(page: Page): Promise<string[]> {
  const small = await Promise.all(
    page.frames().map((frame) =>
      frame.evaluate(() => {
        const NO_TEXT = [
          "hidden",
          "checkbox",
          "radio",
          "submit",
          "button",
          "image",
          "range",
          "file",
          "color",
        ];
        return Array.from(document.querySelectorAll("input, select, textarea"))
          .filter((field) => !(field instanceof HTMLInputElement && NO_TEXT.includes(field.type)))
          .filter((field) => field.checkVisibility() && field.getAttribute("tabindex") !== "-1")
          .filter((field) => Number.parseFloat(getComputedStyle(field).fontSize) < 16)
          .map((field) => field.outerHTML.slice(0, 200));
      }),
    ),
  );
  return small.flat();
}

/** Controls with an edge and no colour of their own, whose edge nobody sees. */
export async function unseenControls(page: Page): Promise<string[]> {
  const CLEAR = ["rgba(0, 0, 0, 0)", "transparent"];
  return page.evaluate(
    (clear) =>
      Array.from(document.querySelectorAll("button, a, summary"))
        .filter((control) => {
          const { borderTopWidth, borderTopStyle, borderTopColor, backgroundColor } =
            getComputedStyle(control);
          const hasEdge = Number.parseFloat(borderTopWidth) >= 1 && borderTopStyle !== "none";
          return hasEdge && clear.includes(borderTopColor) && clear.includes(backgroundColor);
        })
        .filter((control) => control.checkVisibility())
        .map((control) => control.outerHTML.slice(0, 200)),
    CLEAR,
  );
}

/** Controls that are seen by their colour, and have no edge where the device chooses the colours. */
export async function edgelessControls(page: Page): Promise<string[]> {
  // One that the mouse was left on has another colour, and needs no edge for it.
  await page.mouse.move(0, 0);
  await page.emulateMedia({ forcedColors: "none" });
  await page.evaluate(() => {
    for (const control of document.querySelectorAll("button, a, summary, [role='option']")) {
      const { backgroundColor } = getComputedStyle(control);
      const isFilled = !["rgba(0, 0, 0, 0)", "transparent"].includes(backgroundColor);
      if (isFilled && control.checkVisibility()) control.setAttribute("data-filled", "");
    }
  });
  await page.emulateMedia({ forcedColors: "active" });
  const edgeless = await page.evaluate(() =>
    Array.from(document.querySelectorAll("[data-filled]"))
      .filter((control) => {
        const { borderTopWidth, borderTopStyle, borderTopColor, backgroundColor } = getComputedStyle(control);
        const seen = Number.parseFloat(borderTopWidth) >= 1 && borderTopStyle !== "none";
        return !seen || borderTopColor === backgroundColor;
      })
      .map((control) => control.outerHTML.slice(0, 200)),
  );
  await page.emulateMedia({ forcedColors: "none" });
  return edgeless;
}
