import type { ReactNode } from "react";

type Props = { className?: string };

/** A decorative icon on a 24 unit grid; the control around it has the name. */
function Icon({ className = "size-5", children }: Props & { children: ReactNode }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      className={className}
    >
      {children}
    </svg>
  );
}

export function BagIcon({ className }: Props) {
  return (
    <Icon className={className}>
      <path d="M5.5 8.5h13l1 11.5h-15z" />
      <path d="M9 11V7a3 3 0 0 1 6 0v4" />
    </Icon>
  );
}

export function PersonIcon({ className }: Props) {
  return (
    <Icon className={className}>
      <circle cx="12" cy="8" r="4" />
      <path d="M4.5 20.5c.9-4 3.8-6 7.5-6s6.6 2 7.5 6" />
    </Icon>
  );
}

export function SearchIcon({ className }: Props) {
  return (
    <Icon className={className}>
      <circle cx="11" cy="11" r="6.5" />
      <path d="m16 16 4.5 4.5" />
    </Icon>
  );
}

export function ChevronIcon({ className }: Props) {
  return (
    <Icon className={className}>
      <path d="m9 5.5 6.5 6.5L9 18.5" />
    </Icon>
  );
}

export function ArrowIcon({ className }: Props) {
  return (
    <Icon className={className}>
      <path d="M4 12h15m-6-6.5 6.5 6.5-6.5 6.5" />
    </Icon>
  );
}

export function CloseIcon({ className }: Props) {
  return (
    <Icon className={className}>
      <path d="m6 6 12 12M18 6 6 18" />
    </Icon>
  );
}
