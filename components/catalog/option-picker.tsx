"use client";

import { FreshText } from "@/components/ui/fresh-text";
import { choiceParams, isAvailable } from "@/lib/catalog/choice";
import type { AxisView, ChoiceView } from "@/lib/catalog/view";
import { replaceLocationSearch } from "./use-location-search";

type Props = {
  axis: AxisView;
  chosen: Record<string, string>;
  variants: ChoiceView["variants"];
  unavailable: string;
};

/** Radio buttons for one axis: dots for colours, pills for others. */
export function OptionPicker({ axis, chosen, variants, unavailable }: Props) {
  const current = axis.values.find((value) => value.key === chosen[axis.key]);
  return (
    <fieldset>
      <legend className="mb-2.5 text-sm">
        <span className="text-quiet">{`${axis.name} `}</span>
        {current && <FreshText className="font-medium">{current.label}</FreshText>}
      </legend>
      <div className="flex flex-wrap gap-2">
        {axis.values.map(({ key, label, swatch }) => {
          const available = isAvailable(variants, chosen, axis.key, key);
          return (
            <label key={key} title={swatch && label} className={swatch ? "option-dot" : "option-pill"}>
              <input
                type="radio"
                name={axis.key}
                value={key}
                checked={key === chosen[axis.key]}
                onChange={() => replaceLocationSearch(choiceParams(chosen, axis.key, key))}
                className="sr-only"
              />
              {swatch ? (
                <>
                  <span
                    aria-hidden="true"
                    style={{ backgroundColor: swatch }}
                    className={available ? "" : "struck"}
                  />
                  <span className="sr-only">{label}</span>
                </>
              ) : (
                <span className={available ? "" : "line-through decoration-1"}>{label}</span>
              )}
              {!available && <span className="sr-only">{`, ${unavailable}`}</span>}
            </label>
          );
        })}
      </div>
    </fieldset>
  );
}
