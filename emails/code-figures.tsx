export function CodeFigures({ code }: { code: string }) {
  return (
    <span
      style={{
        display: "block",
        fontFamily: "'SF Mono', Menlo, Consolas, monospace",
        fontSize: 34,
        letterSpacing: 8,
        lineHeight: "44px",
        margin: "18px 0",
      }}
    >
      {code}
    </span>
  );
}
