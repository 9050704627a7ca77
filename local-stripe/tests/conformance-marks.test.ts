import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { CASES } from "../conformance/cases/all";
import { marksIn, notAsked } from "../conformance/marks";
import { PUBLISHED_CARDS } from "../conformance/published-cards";
import { Api } from "../src/http/api";
import { mountApi } from "../src/resources/registry";

const FOLDER = fileURLToPath(new URL("../", import.meta.url)).replace(/\/$/, "");
const MARKS = marksIn(FOLDER);
const excused = [...notAsked(FOLDER).keys()];
const isCall = (words: string) => /^(GET|POST|DELETE) \//.test(words);

const TELL =
  "Add a case in local-stripe/conformance/cases/ (its `assumes` has words that stand beside the mark), or a row in local-stripe/docs/conformance.md";

describe("what is assumed", () => {
  const asked = [...new Set(CASES.flatMap(({ assumes }) => assumes ?? []))];
  const words = [...asked, ...excused.filter((row) => !isCall(row))];

  it("is asked by a case, or the docs say why not", () => {
    expect(MARKS.length).toBeGreaterThan(40);
    const open = MARKS.filter(({ around, count }) => {
      return words.filter((one) => around.includes(one)).length < count;
    });
    expect(
      open.map(({ place, line }) => `${place}: ${line}`),
      TELL,
    ).toEqual([]);
  });

  it("is still marked where a case or the docs name it", () => {
    expect(words.filter((one) => !MARKS.some(({ around }) => around.includes(one)))).toEqual([]);
  });
});

describe("the list of differences", () => {
  const rows = readFileSync(`${FOLDER}/docs/differences.md`, "utf8")
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| here |"))
    .map((line) => line.slice(2, -2).split(" | "));

  it("says of each what is here, what is at Stripe, and where that stands or that it is assumed", () => {
    expect(rows.length).toBeGreaterThan(35);
    const said = ([, , source = ""]: string[]) => /docs\.stripe\.com\/\w|SDK's types|assumed/.test(source);
    expect(rows.filter((row) => row.length !== 3 || !said(row))).toEqual([]);
  });

  it("names every published card that does something else here", () => {
    const here = rows.map(([cell = ""]) => cell).join(" ");
    const others = PUBLISHED_CARDS.filter(
      ({ says }) => says.notModelled && !/dispute/.test(says.notModelled),
    );
    expect(others.filter(({ number }) => !here.includes(number)).map(({ number }) => number)).toEqual([]);
    const disputed = PUBLISHED_CARDS.filter(({ says }) => says.dispute);
    expect(disputed.filter(({ number }) => !here.includes(number))).toEqual([]);
  });
});

describe("the calls of the API", () => {
  /** What Stripe's own pages call; at Stripe these have other addresses. */
  const OF_PAGES =
    /^(POST|GET) \/v1\/(payment_pages|elements|3ds2|redirects)\/|^POST \/v1\/confirmation_tokens$/;
  const calls: string[] = [];
  const add = (method: string) => (path: string) => calls.push(`${method} ${path}`);
  const router = { get: add("GET"), post: add("POST"), delete: add("DELETE") };
  mountApi(new Api(router as unknown as ConstructorParameters<typeof Api>[0]));
  const ofMerchants = calls.filter((call) => !call.includes("*") && !OF_PAGES.test(call));
  const askedCalls = CASES.flatMap(({ steps }) =>
    steps.flatMap((step) => ("request" in step ? [step.request] : [])),
  );
  const isAsked = (call: string) => {
    const form = new RegExp(`^${call.replace(/:\w+/g, "(\\{[^/]+\\}|[a-z]+_[^/]+)")}$`);
    return askedCalls.some((asked) => form.test(asked));
  };

  it("are each asked by a case, or the docs say why not", () => {
    expect(ofMerchants.length).toBeGreaterThan(120);
    expect(
      ofMerchants.filter((call) => !isAsked(call) && !excused.includes(call)),
      TELL,
    ).toEqual([]);
  });

  it("are not excused when a case asks them, or when they are gone", () => {
    const rows = excused.filter(isCall);
    expect(rows.filter((call) => isAsked(call) || !ofMerchants.includes(call))).toEqual([]);
  });
});
