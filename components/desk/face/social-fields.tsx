import { formatText } from "@/i18n/format-text";
import { MOST_SOCIAL } from "@/lib/desk/settings/face-fields";
import { TextField } from "../field";

type Page = { name: string; url: string };

type Props = {
  pages: readonly Page[];
  texts: Record<"hint" | "name" | "url" | "add" | "remove", string>;
  problemAt: (path: string) => string | undefined;
  onChange: (pages: readonly Page[]) => void;
};

/** The shop's pages elsewhere, in their order. */
export function SocialFields({ pages, texts, problemAt, onChange }: Props) {
  const set = (index: number, change: Partial<Page>) =>
    onChange(pages.map((page, at) => (at === index ? { ...page, ...change } : page)));
  return (
    <div className="grid gap-4">
      <p className="text-quiet">{texts.hint}</p>
      {pages.map((page, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place, as what is typed in it is held above
          key={index}
          className="grid items-start gap-3 sm:grid-cols-[10rem_minmax(0,1fr)_auto]"
        >
          <TextField
            label={`${texts.name} ${index + 1}`}
            name={`values.social.${index}.name`}
            value={page.name}
            maxLength={60}
            problem={problemAt(`social.${index}.name`)}
            onChange={({ target }) => set(index, { name: target.value })}
          />
          <TextField
            label={`${texts.url} ${index + 1}`}
            name={`values.social.${index}.url`}
            value={page.url}
            inputMode="url"
            maxLength={500}
            placeholder="https://"
            problem={problemAt(`social.${index}.url`)}
            onChange={({ target }) => set(index, { url: target.value })}
          />
          <button
            type="button"
            className="desk-button sm:mt-7"
            aria-label={formatText(texts.remove, { name: page.name || String(index + 1) })}
            onClick={() => onChange(pages.toSpliced(index, 1))}
          >
            ×
          </button>
        </div>
      ))}
      {pages.length < MOST_SOCIAL && (
        <button
          type="button"
          className="desk-button justify-self-start"
          onClick={() => onChange([...pages, { name: "", url: "" }])}
        >
          {texts.add}
        </button>
      )}
    </div>
  );
}

/** Between rows and the form's values. A list that is sent replaces the one before, an empty one too. */
export function socialPages(values: Readonly<Record<string, string>>): Page[] {
  const pages: Page[] = [];
  for (let index = 0; index < MOST_SOCIAL; index += 1) {
    const [name, url] = [values[`social.${index}.name`], values[`social.${index}.url`]];
    if (name !== undefined || url !== undefined) pages.push({ name: name ?? "", url: url ?? "" });
  }
  return pages;
}

export function withSocialPages(
  values: Readonly<Record<string, string>>,
  pages: readonly Page[],
): Record<string, string> {
  const others = Object.entries(values).filter(([path]) => !path.startsWith("social"));
  const rows = pages.flatMap(({ name, url }, index) => [
    [`social.${index}.name`, name],
    [`social.${index}.url`, url],
  ]);
  return { ...Object.fromEntries(others), social: "", ...Object.fromEntries(rows) };
}
