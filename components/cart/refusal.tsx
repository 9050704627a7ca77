import { FreshText } from "@/components/ui/fresh-text";

/** A discount by its name, or by the code that was typed, and why it is not applied. */
export function RefusalText({ name, reason }: { name: string | null; reason: string }) {
  return (
    <>
      {name && <span className="text-ink">{`${name}. `}</span>}
      <FreshText>{reason}</FreshText>
    </>
  );
}
