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
