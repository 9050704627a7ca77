import type { ComponentProps } from "react";

const CONTROL =
  "min-h-12 w-full rounded-xl border border-edge bg-raised px-4 text-base text-ink placeholder:text-quiet aria-invalid:border-bad";

export function Input({ className = "", ...props }: ComponentProps<"input">) {
  return <input className={`${CONTROL} ${className}`} {...props} />;
}

export function Select({ className = "", ...props }: ComponentProps<"select">) {
  return <select className={`${CONTROL} pr-9 ${className}`} {...props} />;
}
