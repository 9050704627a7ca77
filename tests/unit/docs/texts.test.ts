import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { PAGES, REPOSITORY } from "@/tests/support/docs";

/** Typographic and plain apostrophes are one. */
const plain = (text: string) => text.replaceAll("’", "'");

const textOf = (files: RegExp) =>
  REPOSITORY.filter((file) => files.test(file))
    .map((file) => plain(readFileSync(file, "utf8")))
    .join("\n");

const GUIDES = PAGES.filter(({ file }) => file.startsWith("docs/") && !file.includes("decisions/"));

/** What a reader has before them and looks for in a page: a phrase in bold, or the first cell of a table's row. */
const symptoms = (text: string) =>
  Array.from(
    text.matchAll(/^\| ([^|]+)\||\*\*(?=["`A-Z])(.+?)\*\*/gm),
    ([, cell, bold]) => cell ?? bold ?? "",
  );

describe("a symptom", () => {
  it("that quotes the shop has the shop's words", () => {
    const messages = textOf(/^messages\/en\//);
    // Said by people, and by a page of Stripe's.
    const others = /^(My checkout|Why does she|Received unknown parameter)/;
    const quoted = GUIDES.flatMap(({ text }) => symptoms(text))
      .flatMap((symptom) =>
        Array.from(symptom.matchAll(/"([A-Z][^"]{11,})"/g), ([, words]) => plain(words ?? "")),
      )
      .filter((words) => !others.test(words));
    expect(quoted.length).toBeGreaterThan(12);
    expect(quoted.filter((words) => !messages.includes(words.replace(/[.…]$/, "")))).toEqual([]);
  });

  it("that quotes a log or a terminal has the words of the code", () => {
    const code = textOf(
      /^(lib|scripts|app|components|tests\/(?!unit\/docs)|local-stripe\/src).*\.tsx?$|^messages\/en\//,
    );
    // The browser's, Stripe.js' and Next.js'.
    const others = /^(Refused to|IntegrationError|Failed to find Server Action)/;
    const quoted = GUIDES.flatMap(({ text }) => symptoms(text))
      .flatMap((symptom) =>
        Array.from(symptom.matchAll(/`([^`]+ [^`]+)`/g), ([, words]) => plain(words ?? "")),
      )
      .filter((words) => !others.test(words) && !/^(GET|POST|DELETE|npm|curl|--)|[{}[\]]/.test(words));
    // A number or a name is written into it: the longest part without one is looked for, or most of it.
    const part = (words: string) =>
      words
        .split(/…|\d+|[A-Z_]{4,}|evt_|[()]/)
        .reduce((long, one) => (one.length > long.length ? one : long), "");
    const isThere = (words: string) => {
      const all = part(words).trim().split(/\s+/);
      const length = Math.ceil(all.length * 0.6);
      return all.some(
        (_, start) =>
          start + length <= all.length && code.includes(all.slice(start, start + length).join(" ")),
      );
    };
    expect(quoted.length).toBeGreaterThan(10);
    expect(quoted.filter((words) => !isThere(words))).toEqual([]);
  });
});
