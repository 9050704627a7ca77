/** Has the shape of what is loading, and is hidden from screen readers. */
export function Skeleton({ className = "" }: { className?: string }) {
  return (
    <div
      aria-hidden="true"
      className={`animate-pulse rounded-lg border border-transparent bg-sunken ${className}`}
    />
  );
}
