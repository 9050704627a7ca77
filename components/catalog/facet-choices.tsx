"use client";

/** `swatch` is a CSS colour, `count` a text. */
export type FacetChoice = { value: string; name: string; count: string; chosen?: true; swatch?: string };

/** Boxes to tick. Sent to the browser as data, and not as the elements made of it, which is much less. */
export function FacetChoices({ axis, choices }: { axis: string; choices: readonly FacetChoice[] }) {
  return (
    <div className="flex max-h-64 flex-wrap gap-x-4 gap-y-1 overflow-y-auto p-0.5">
      {choices.map(({ value, name, count, chosen = false, swatch }) => (
        <label key={value} className="facet-choice">
          <input type="checkbox" name="option" value={`${axis}:${value}`} defaultChecked={chosen} />
          {swatch && <i aria-hidden="true" style={{ backgroundColor: swatch }} />}
          <span>{name}</span>
          <span>{count}</span>
        </label>
      ))}
    </div>
  );
}
