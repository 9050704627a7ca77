import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { storableJson, storableText } from "@/lib/base/storable-text";

describe("text that PostgreSQL keeps", () => {
  it("has U+FFFD in place of NUL and of half a surrogate pair, and all else as it was", () => {
    expect(storableText("a\0b")).toBe("a\uFFFDb");
    expect(storableText("half \ud83d, the other \ude00")).toBe("half \uFFFD, the other \uFFFD");
    expect(storableText("whole \u{1F600}, é, \\u0000")).toBe("whole \u{1F600}, é, \\u0000");
  });

  it("is found at any depth, in values and names, and said to be changed", () => {
    expect(storableJson({ a: [{ "b\0": "c\0" }], d: 1, e: null })).toEqual({
      value: { a: [{ "b\uFFFD": "c\uFFFD" }], d: 1, e: null },
      changed: true,
    });
  });

  it("leaves any other JSON as it is", () => {
    fc.assert(
      fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
        const { value: kept, changed } = storableJson(value);
        const text = JSON.stringify(value);
        expect(JSON.stringify(kept)).not.toMatch(/(?<!\\)(\\\\)*\\u(0000|d[89ab])/i);
        if (!changed) expect(JSON.stringify(kept)).toBe(text);
      }),
    );
  });
});
