import type { ReactNode } from "react";

const TONES = {
  neutral: "border-line text-quiet",
  good: "border-good text-good",
  warn: "border-warn text-warn",
  bad: "border-bad text-bad",
} as const;

export type Tone = keyof typeof TONES;

/** A state in one word. Its colour says nothing that the word does not. */
export function Badge({ tone = "neutral", children }: { tone?: Tone; children: ReactNode }) {
  return (
    <span
      className={`inline-block rounded-full border px-2.5 py-0.5 text-sm whitespace-nowrap ${TONES[tone]}`}
    >
      {children}
    </span>
  );
}
