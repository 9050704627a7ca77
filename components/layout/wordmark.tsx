export function Wordmark({ className = "text-2xl" }: { className?: string }) {
  return (
    <span
      translate="no"
      className={`display-face font-semibold tracking-tight whitespace-nowrap ${className}`}
    >
      <span>{"Kiln "}</span>
      <span className="text-accent">&amp;</span>
      <span>{" Cloth"}</span>
    </span>
  );
}
