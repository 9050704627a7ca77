import type { Frame } from "@playwright/test";

/**
 * Everything of a frame that decides whether it has barriers: its elements, their attributes, where there is text, what
 * state controls are in, and the screen. Not which words or amounts, nor how often a list repeats the same item. Names
 * that differ from page to page are numbered as they come: two that are the same stay the same.
 */
export async function structureOf(frame: Frame): Promise<string> {
  return frame.evaluate(describeDocument).catch(() => `gone ${Math.random()}`);
}

/** In the browser. */
function describeDocument(): string {
  const NAMES = new Set(["id", "for", "name", "form", "list", "aria-labelledby", "aria-describedby"]);
  const OTHERS = new Set(["aria-controls", "aria-owns", "aria-activedescendant", "aria-errormessage"]);
  const WORDS = new Set(["aria-label", "alt", "title", "placeholder", "value", "label"]);
  const ADDRESSES = new Set([
    "href",
    "src",
    "srcset",
    "imagesrcset",
    "action",
    "formaction",
    "poster",
    "nonce",
  ]);
  const UNSEEN = "script, style, link, noscript, template, next-route-announcer, meta:not([name=viewport])";
  const numbers = new Map<string, number>();
  const numberOf = (name: string) => {
    if (!numbers.has(name)) numbers.set(name, numbers.size);
    return numbers.get(name);
  };

  const attribute = ({ name, value }: Attr): string => {
    if (NAMES.has(name) || OTHERS.has(name)) return `${name}=${value.split(/\s+/).map(numberOf).join(" ")}`;
    if (WORDS.has(name) || ADDRESSES.has(name)) return `${name}${value.trim() ? "" : "=none"}`;
    if (name.startsWith("data-")) return name;
    return `${name}=${value}`;
  };

  const states = (element: Element): string => {
    if (!(element instanceof HTMLInputElement)) return element.matches(":disabled") ? " off" : "";
    return ` ${element.disabled ? "off" : ""} ${element.checked ? "checked" : ""} ${element.value ? "filled" : ""}`;
  };

  const outline = (element: Element): string => {
    const attributes = Array.from(element.attributes, attribute).sort().join(" ");
    const parts: string[] = [];
    for (const child of element.childNodes) {
      if (child instanceof Element) {
        if (child.matches(UNSEEN)) continue;
        const part = outline(child);
        if (part !== parts.at(-1)) parts.push(part);
      } else if (child instanceof Text && child.data.trim() && parts.at(-1) !== "text") parts.push("text");
    }
    const shown = element.checkVisibility() ? "" : " unseen";
    return `<${element.tagName} ${attributes}${states(element)}${shown}>${parts.join("")}</>`;
  };

  const device = [
    innerWidth,
    matchMedia("(prefers-color-scheme: dark)").matches,
    matchMedia("(forced-colors: active)").matches,
    scrollY > 0,
  ];
  return `${device.join(" ")} ${document.title ? "titled" : ""} ${outline(document.documentElement)}`;
}
