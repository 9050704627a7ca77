/** Signs that mean something anywhere in a line. */
const SIGNS = /[\\`*_[\]<>|~&#!]/g;
/** What makes a line a list, a heading or a rule when it begins one. */
const BEGINNING = /^([-+=:]|\d+(?=[.)]))/;

/** A text in one line of Markdown that reads as it was written: it can't end its line, nor begin a heading, a list, a table, a link or HTML. */
export const markdownLine = (text: string): string =>
  text
    .replace(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .trim()
    .replace(SIGNS, "\\$&")
    .replace(BEGINNING, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));

/** The paragraphs of a text, each as `markdownLine` makes it, with an empty line between them. */
export const markdownParagraphs = (text: string): string =>
  text
    .split(/[\r\n]+/)
    .map(markdownLine)
    .filter(Boolean)
    .join("\n\n");
