import { Input } from "@/components/ui/field";
import { Labelled, problemProps } from "./labelled";

export function CodeField({ label, problem }: { label: string; problem: string | undefined }) {
  return (
    <Labelled id="code" label={label} problem={problem}>
      <Input
        id="code"
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        required
        maxLength={20}
        className="figures text-2xl tracking-[0.4em]"
        {...problemProps("code", problem)}
      />
    </Labelled>
  );
}
