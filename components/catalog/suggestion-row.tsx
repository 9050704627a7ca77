import { LinePicture } from "@/components/cart/line-picture";
import { Untranslated } from "@/components/ui/untranslated";
import type { SearchLabels } from "./search-box";
import type { Suggestion } from "./use-suggestions";

export function SuggestionRow({ suggestion, labels }: { suggestion: Suggestion; labels: SearchLabels }) {
  return suggestion.kind === "product" ? (
    <>
      <LinePicture src={suggestion.image} className="aspect-[4/5] w-10" />
      <span className="flex-1">{suggestion.name}</span>
      <Untranslated className="figures pr-2 text-quiet">{suggestion.price}</Untranslated>
    </>
  ) : (
    <>
      <span className="flex-1 py-1.5 pl-2">{suggestion.name}</span>
      <span className="pr-2 text-quiet">{labels[suggestion.kind]}</span>
    </>
  );
}
