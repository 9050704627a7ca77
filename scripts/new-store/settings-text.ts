/** The text of `.env.local` with these variables: other lines stay as they are, and so do comments. */
export function settingsText(before: string, variables: Readonly<Record<string, string>>): string {
  const isSet = new RegExp(`^\\s*(?:export\\s+)?(?:${Object.keys(variables).join("|")})\\s*=`);
  const kept = before.split("\n").filter((line) => !isSet.test(line));
  while (kept.at(-1) === "") kept.pop();
  const added = Object.entries(variables).map(([name, value]) => `${name}=${value}`);
  return `${[...kept, ...added].join("\n")}\n`;
}
