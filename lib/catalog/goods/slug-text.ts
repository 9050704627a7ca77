/** The longest address of a page, in letters. */
const LONGEST = 200;

const SLUG = /^[\p{Ll}\p{Lo}\p{N}]+(?:[-_]+[\p{Ll}\p{Lo}\p{N}]+)*$/u;

export const isSlugText = (text: string): boolean =>
  text.length <= LONGEST && text.normalize("NFC") === text && SLUG.test(text);

/** "Größe (cm)" becomes "grosse-cm"; empty when nothing is left. */
export function toSlug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll("ß", "ss")
    .normalize("NFD")
    .replace(/[\u0300-\u036f]+/g, "")
    .normalize("NFC")
    .replace(/[^\p{Ll}\p{Lo}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, LONGEST)
    .replace(/-+$/, "");
}
