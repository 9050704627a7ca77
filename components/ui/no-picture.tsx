/** In the place of a picture that goods don't have. */
export function NoPicture({ className }: { className: string }) {
  return (
    <span aria-hidden="true" className={`grid place-items-center bg-sunken text-edge ${className}`}>
      <svg
        aria-hidden="true"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        strokeWidth="1"
        className="w-1/4 min-w-5 max-w-16"
      >
        <rect x="3.5" y="4.5" width="17" height="15" rx="2" />
        <circle cx="9" cy="10" r="1.6" />
        <path d="m4 17.5 5-4 3.5 2.5 4-4.5 4 4" />
      </svg>
    </span>
  );
}
