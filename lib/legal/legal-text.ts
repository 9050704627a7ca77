import type { Shop } from "../model/shop";

/** A text of the law's as a merchant wrote it, with the shop's own words filled in. `updated` is a day, `2026-11-27`. */
export type LegalText = { title: string; updated: string; isDraft: boolean; markdown: string };

/** What stands in a source: its head, and its body as it was written. */
type LegalSource = { title: string; updated: string; isDraft: boolean; body: string };

/** @throws Error which names `file`: a field of its head is missing */
export function splitLegalText(source: string, file: string): LegalSource {
  const [, head, body = ""] = /^---\n([\s\S]*?)\n---\n([\s\S]*)$/.exec(source.replaceAll("\r\n", "\n")) ?? [];
  if (head === undefined) throw new Error(`${file} must begin with --- and the lines title and updated`);
  const fields = new Map(
    head.split("\n").map((line) => {
      const [name = "", ...value] = line.split(":");
      return [name.trim(), value.join(":").trim()];
    }),
  );
  const title = fields.get("title");
  const updated = fields.get("updated") ?? "";
  if (!title) throw new Error(`${file} has no title`);
  if (!isDay(updated)) throw new Error(`${file}: updated must be a day, as 2026-11-27`);
  return { title, updated, isDraft: fields.get("draft") === "true", body };
}

export const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text));

/** The other way round; a title has one line. */
export const joinLegalText = ({ title, updated, isDraft, body }: LegalSource): string =>
  ["---", `title: ${title}`, `updated: ${updated}`, ...(isDraft ? ["draft: true"] : []), "---", body].join(
    "\n",
  );

/** @throws Error which names `file`: a field of its head is missing, or a placeholder is unknown */
export function readLegalText(source: string, values: LegalValues, file: string): LegalText {
  const { body, ...head } = splitLegalText(source, file);
  return { ...head, markdown: fill(body, values, file) };
}

/** Names in braces that stand for nothing. */
export const unknownPlaceholders = (body: string, values: LegalValues): string[] => [
  ...new Set(
    [...body.matchAll(/\{(\w+)\}/g)].flatMap(([, name = ""]) => (Object.hasOwn(values, name) ? [] : [name])),
  ),
];

type LegalValues = Readonly<Record<string, string | null>>;

/** What `{company}` and the others stand for. `country` is named in `locale`. */
export function legalValues({ name, contact }: Shop, locale: string): LegalValues {
  const country = new Intl.DisplayNames(locale, { type: "region" }).of(contact.country) ?? contact.country;
  return { ...contact, shop: name, country };
}

/** A line is left out when the shop has nothing for one of its placeholders. */
function fill(text: string, values: LegalValues, file: string): string {
  const lines = text.split("\n").map((line) => {
    let isEmpty = false;
    const filled = line.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
      const value = values[name];
      if (value === undefined) {
        throw new Error(`${file}: {${name}} is unknown; there are ${Object.keys(values).sort().join(", ")}`);
      }
      isEmpty ||= value === null;
      return name === "email" ? `<${value}>` : asText(value ?? "");
    });
    return isEmpty ? [] : [filled];
  });
  return lines.flat().join("\n");
}

/** A company's name has no formatting. */
const asText = (value: string) => value.replaceAll(/[\\`*_{}[\]<>#|~&]/g, "\\$&");
