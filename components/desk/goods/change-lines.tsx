type Props = {
  title: string;
  lines: readonly string[];
  /** What is said where there is none. */
  none: string;
};

/** What saving goods would change, a line each. */
export function ChangeLines({ title, lines, none }: Props) {
  return (
    <div>
      <p className="font-medium">{title}</p>
      {lines.length === 0 ? (
        <p className="text-quiet">{none}</p>
      ) : (
        <ul className="list-disc ps-5 [overflow-wrap:anywhere]">
          {lines.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
    </div>
  );
}
