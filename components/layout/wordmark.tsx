/** The store's name in its own letters. */
export function Wordmark({ className = "text-2xl" }: { className?: string }) {
  return (
    <span className={`display-face font-semibold tracking-tight whitespace-nowrap ${className}`}>
      Kiln <span className="text-accent">&amp;</span> Cloth
    </span>
  );
}
