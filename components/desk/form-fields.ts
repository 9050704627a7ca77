/** What a form holds, by names. A name with a dot is a field inside another: `pieces.MUG-1`. */
export function typedFields(data: FormData): Record<string, unknown> {
  const fields: Record<string, unknown> = {};
  const inside: Record<string, Record<string, string>> = {};
  for (const [name, value] of data) {
    if (typeof value !== "string") continue;
    const dot = name.indexOf(".");
    if (dot < 0) fields[name] = value;
    else inside[name.slice(0, dot)] = { ...inside[name.slice(0, dot)], [name.slice(dot + 1)]: value };
  }
  return { ...fields, ...inside };
}

/**
 * What was typed into a form, without what stands as the page has made it, and what the others showed before. A field that nobody types into says that in
 * `data-made`.
 */
export function changedFields(form: HTMLFormElement): { changed: FormData; was: Record<string, string> } {
  const changed = new FormData(form);
  const was: Record<string, string> = {};
  for (const name of new Set(changed.keys())) {
    const field = form.elements.namedItem(name);
    const made = field instanceof Element ? madeAs(field) : null;
    if (made === null) continue;
    if (sameBreaks(made) === sameBreaks(String(changed.get(name)))) changed.delete(name);
    else was[name] = made;
  }
  return { changed, was };
}

function madeAs(field: Element): string | null {
  if (field instanceof HTMLSelectElement) {
    const options = [...field.options];
    return (options.find(({ defaultSelected }) => defaultSelected) ?? options[0])?.value ?? null;
  }
  if (field instanceof HTMLTextAreaElement) return field.defaultValue;
  if (!(field instanceof HTMLInputElement)) return null;
  if (field.type === "checkbox") return field.defaultChecked ? field.value : null;
  return field.dataset.made ?? field.defaultValue;
}

/** A browser may write them as the network does. */
const sameBreaks = (text: string) => text.replaceAll("\r\n", "\n");
