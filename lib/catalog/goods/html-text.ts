import { Parser } from "htmlparser2";

/** After these a new paragraph begins; after a `br` a new line. */
const BLOCKS = new Set(
  "address article aside blockquote dd div dl dt figure footer form h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table tr ul".split(
    " ",
  ),
);
/** What is inside is not for readers. */
const UNREAD = new Set(["script", "style", "template", "noscript", "iframe", "object", "title", "head"]);

/** The text of a description in HTML: paragraphs with an empty line between them, and nothing that a browser would run. */
export function textOfHtml(html: string): string {
  let text = "";
  let unread = 0;
  const parser = new Parser({
    onopentag(name) {
      if (UNREAD.has(name)) unread += 1;
      if (BLOCKS.has(name)) text += "\n\n";
      if (name === "li") text += "• ";
      if (name === "br") text += "\n";
      if (name === "td" || name === "th") text += " ";
    },
    ontext(part) {
      if (unread === 0) text += part.replace(/[ \t\r\n\f]+/g, " ");
    },
    onclosetag(name) {
      if (UNREAD.has(name)) unread -= 1;
      if (BLOCKS.has(name)) text += "\n\n";
    },
  });
  parser.end(html);
  return text
    .replace(/ *\n */g, "\n")
    .replace(/\n{3,}/g, "\n\n")
    .replace(/ {2,}/g, " ")
    .trim();
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;" };

/** HTML whose text is the given one; `textOfHtml` reads it back. */
export function htmlOfText(text: string): string {
  if (text === "") return "";
  return text
    .split("\n\n")
    .map((paragraph) => {
      const safe = paragraph.replace(/[&<>]/g, (sign) => ENTITIES[sign] ?? sign);
      return `<p>${safe.replaceAll("\n", "<br>")}</p>`;
    })
    .join("");
}
