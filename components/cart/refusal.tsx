import { FreshText } from "@/components/ui/fresh-text";

export function RefusalText({ name, reason }: { name: string | null; reason: string }) {
  return (
    <>
      {name && <span className="text-ink">{`${name}. `}</span>}
      <FreshText>{reason}</FreshText>
    </>
  );
}
