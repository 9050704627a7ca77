import { useId } from "react";
import { colourOf } from "@/lib/desk/settings/face-fields";
import { COLOUR, type FoundPair } from "@/lib/model/colour-pairs";

type Props = {
  name: string;
  /** The colour's name, and the scheme's. */
  label: string;
  scheme: string;
  value: string;
  /** Shown where what is typed is no colour yet. */
  fallback: string;
  pairs: readonly FoundPair[];
  pairText: (pair: FoundPair) => string;
  problem: string | undefined;
  onChange: (value: string) => void;
};

/** One colour in one scheme: chosen or typed, with its contrast on what it meets. */
export function ColourField({
  name,
  label,
  scheme,
  value,
  fallback,
  pairs,
  pairText,
  problem,
  onChange,
}: Props) {
  const id = useId();
  const colour = colourOf(value);
  const isColour = COLOUR.test(colour);
  return (
    <div className="min-w-0">
      <div className="flex items-center gap-2">
        <input
          type="color"
          aria-label={label}
          value={isColour ? colour : fallback}
          onChange={({ target }) => onChange(target.value)}
          className="h-10 w-12 shrink-0 rounded-lg border border-edge bg-raised p-1"
        />
        <input
          name={name}
          aria-label={`${label}, #`}
          aria-describedby={id}
          aria-invalid={problem || !isColour || pairs.some(({ isEnough }) => !isEnough) ? true : undefined}
          value={value}
          maxLength={9}
          spellCheck={false}
          autoComplete="off"
          onChange={({ target }) => onChange(target.value)}
          className="desk-control w-28 font-mono aria-invalid:border-bad"
        />
        <span aria-hidden className="text-sm text-quiet">
          {scheme}
        </span>
      </div>
      <p id={id} className="mt-1 flex flex-wrap gap-x-2 text-sm text-quiet">
        {pairs.map((pair) => (
          <span key={pair.ground} className={pair.isEnough ? "" : "font-medium text-bad"}>
            {pairText(pair)}
            {pair.isEnough ? "" : " !"}
          </span>
        ))}
        {problem && <span className="basis-full text-bad">{problem}</span>}
      </p>
    </div>
  );
}
