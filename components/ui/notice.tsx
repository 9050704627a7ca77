import type { ReactNode } from "react";

const TONES = {
  neutral: "border-line text-ink",
  good: "border-good text-good",
  warn: "border-warn text-warn",
  bad: "border-bad text-bad",
} as const;

type Props = {
  tone?: keyof typeof TONES;
  role?: "status" | "alert";
  children: ReactNode;
  className?: string;
};

/** `role` makes screen readers say it when it appears. */
export function Notice({ tone = "neutral", role, children, className = "" }: Props) {
  return (
    <div
      role={role}
      className={`rounded-xl border-l-4 bg-raised px-4 py-3 text-[0.9375rem] ${TONES[tone]} ${className}`}
    >
      {children}
    </div>
  );
}
