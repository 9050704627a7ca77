/** What must never be in an answer, whatever was asked. */
const LEAKS: readonly [string, RegExp][] = [
  ["a stack", /\n\s+at .+:\d+:\d+|\bat (async )?[\w.<>]+ \(/],
  ["a path of the machine", /node_modules\/|file:\/\/\/|\.next\/|\/lib\/\w+\/|\.server\.ts/],
  [
    "a database's words",
    /\b(select|insert into|update|delete from) "|\bSQLSTATE\b|relation "|syntax error at/i,
  ],
  [
    "a program's error",
    /\b(TypeError|RangeError|SyntaxError|URIError|ZodError|DrizzleQueryError|StripeInvalidRequestError)\b/,
  ],
];

export function leaksIn(text: string, secrets: readonly string[]): string[] {
  return [
    ...LEAKS.flatMap(([what, form]) => (form.test(text) ? [`${what}: ${text.match(form)?.[0]}`] : [])),
    ...(secrets.some((secret) => secret !== "" && text.includes(secret)) ? ["a secret"] : []),
  ];
}

/** A path of the store: what a redirect may lead to. */
export const isOwnPath = (location: string): boolean => /^\/(?![/\\])/.test(location);
