type Props = { detail: Record<string, unknown> };

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

const text = (value: unknown): string => (typeof value === "string" ? value : JSON.stringify(value)) ?? "";

/** A line for each field: what it was and what it became, or what was asked. */
export function AuditDetail({ detail }: Props) {
  const lines = linesOf(detail);
  if (lines.length === 0) return null;
  return (
    <ul className="mt-1 grid max-w-md gap-1 text-sm text-quiet [overflow-wrap:anywhere]">
      {lines.map(({ field, was, is }) => (
        <li key={field} className="whitespace-pre-wrap">
          {field && <span className="text-ink">{field} </span>}
          {[was, is].filter((one) => one !== null).join(" → ")}
        </li>
      ))}
    </ul>
  );
}

type Line = { field: string; was: string | null; is: string | null };

function linesOf(detail: Record<string, unknown>): Line[] {
  const fieldsOf = (value: unknown) => (isRecord(value) ? value : value == null ? {} : { "": value });
  const hasBoth = "before" in detail || "after" in detail;
  const [before, after] = hasBoth ? [fieldsOf(detail.before), fieldsOf(detail.after)] : [{}, detail];
  const fields = [...new Set([...Object.keys(before), ...Object.keys(after)])];
  const said = (of: Record<string, unknown>, field: string) => (field in of ? text(of[field]) : null);
  return fields.map((field) => ({ field, was: said(before, field), is: said(after, field) }));
}
