import fc from "fast-check";

/** Texts on which programs have failed: NUL, half characters, other directions, markup, numbers, paths, and much too long ones. */
const ODD_TEXTS = [
  "",
  " ",
  "\0",
  "a\0b",
  "\ud800",
  "x\udfffy",
  "\u202egnp.exe",
  "\u200b",
  "\ufeff",
  "👩‍👩‍👧‍👦",
  "e\u0301".repeat(60),
  "ﷺ".repeat(60),
  "İıŞß",
  "-1",
  "1e309",
  "0x10",
  "NaN",
  "null",
  "9".repeat(400),
  "' or '1'='1",
  "1; drop table x",
  "%",
  "%00",
  "%zz",
  "%ff",
  "../../../../etc/passwd",
  "..\\..\\x",
  "<script>alert(1)</script>",
  "{{7*7}}",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "https://evil.example/",
  "javascript:alert(1)",
  "a\r\nset-cookie: b=c",
  "__proto__",
  "constructor",
  "ord_",
  "ord_0",
  "var_x",
  "ctoken_x",
  "cs_test_x",
  "a".repeat(5_000),
  "a".repeat(17_000),
] as const;

const ODD_NUMBERS = [
  0,
  -0,
  -1,
  0.1,
  2 ** 31,
  2 ** 53 + 2,
  2 ** 63,
  -(2 ** 63),
  1e308,
  5e-324,
  Number.MAX_SAFE_INTEGER,
] as const;

export const oddText = (): fc.Arbitrary<string> =>
  fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...ODD_TEXTS) },
    { weight: 1, arbitrary: fc.string({ unit: "binary", maxLength: 80 }) },
    { weight: 1, arbitrary: fc.string({ unit: "grapheme", maxLength: 80 }) },
  );

const nested = (depth: number, wrap: (inner: unknown) => unknown): unknown => {
  let value: unknown = 1;
  for (let level = 0; level < depth; level += 1) value = wrap(value);
  return value;
};

/** A JSON value of the wrong kind, too deep, too large or of odd names. */
export const oddValue = (): fc.Arbitrary<unknown> =>
  fc.oneof(
    { weight: 4, arbitrary: oddText() },
    { weight: 2, arbitrary: fc.constantFrom<unknown>(...ODD_NUMBERS) },
    { weight: 2, arbitrary: fc.constantFrom<unknown>(null, true, false, [], {}, [[]], [null]) },
    { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 3 }) },
    {
      weight: 1,
      arbitrary: fc.constantFrom(10, 900, 3_000).chain((depth) =>
        fc.constantFrom(
          nested(depth, (inner) => [inner]),
          nested(Math.min(depth, 1_500), (inner) => ({ a: inner })),
        ),
      ),
    },
    {
      weight: 1,
      arbitrary: fc.constantFrom<unknown>(
        JSON.parse('{"__proto__":{"admin":true},"constructor":1}'),
        { toString: 1, valueOf: null },
        Array.from({ length: 3_000 }, () => 1),
      ),
    },
  );

/** Bytes that are no body of any format, or almost one. */
export const oddBytes = (): fc.Arbitrary<Uint8Array<ArrayBuffer>> =>
  fc.oneof(
    fc
      .constantFrom(
        "",
        "{",
        "[",
        "nul",
        "\ufeff{}",
        '{"a":1e400}',
        '{"a":"\\ud800"}',
        '{"a":1,"a":2}',
        "[".repeat(8_000),
        `${"[".repeat(8_000)}${"]".repeat(8_000)}`,
        `${'{"a":'.repeat(3_000)}1${"}".repeat(3_000)}`,
        "%=%&%zz=%ff",
        "a&a&a=&=&&",
        "--x\r\nbroken",
        '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n--x--\r\n',
        " ".repeat(16_000),
        "x".repeat(600_000),
      )
      .map((text) => new Uint8Array(new TextEncoder().encode(text))),
    fc.uint8Array({ maxLength: 64 }).map((bytes) => new Uint8Array(bytes)),
  );

/** Latin-1 without control characters, which is all that HTTP lets through. */
export const oddHeaderValue = (): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom(
      "",
      "null",
      "[",
      "a b",
      "%",
      "é",
      "http://[",
      "http://evil.example",
      "http://localhost:99999",
      "javascript:alert(1)",
      "-1",
      "99999999999",
      "cart=%; cart=a.b; =; ;;",
      "a=1, b=2",
      "[::1",
      "::ffff:999.1.1.1",
      "203.0.113.9, unknown, [2001:db8::1]:99999",
      "t=1,v1=00",
      `t=${"9".repeat(40)},v1=zz`,
      "Bearer ",
      "x".repeat(4_000),
    ),
    fc
      .string({
        unit: fc.integer({ min: 0x20, max: 0xff }).map((code) => String.fromCharCode(code)),
        maxLength: 40,
      })
      .filter((value) => !value.includes("\x7f")),
  );
