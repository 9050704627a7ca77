import { h } from "../../browser/dom";

const LINK = /\[([^\]]+)\]\((https?:\/\/[^\s)]+)\)/g;

/** A merchant's text, whose links are written as in Markdown. */
export function withLinks(text: string): (Node | string)[] {
  const parts: (Node | string)[] = [];
  let from = 0;
  for (const found of text.matchAll(LINK)) {
    const [whole, label = "", href = ""] = found;
    parts.push(text.slice(from, found.index));
    parts.push(h("a", { href, target: "_blank", rel: "noopener" }, label));
    from = found.index + whole.length;
  }
  return [...parts, text.slice(from)];
}

/** A paragraph of the merchant's; null when there is none. */
export function customText(text: { message: string } | null | undefined): HTMLElement | null {
  return text ? h("p", { class: "custom-text" }, ...withLinks(text.message)) : null;
}
