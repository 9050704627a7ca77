import { type ChangeEvent, type ReactNode, useId, useState } from "react";
import type { FacePicture } from "@/lib/desk/settings/face-fields";
import { sendFile } from "../send-file";

type Props = {
  use: FacePicture;
  label: string;
  hint: string;
  path: string;
  /** The one that is saved. */
  saved: string;
  problem: string | undefined;
  texts: Record<"choose" | "bringing" | "brought" | "remove" | "none", string>;
  onChange: (path: string) => void;
  /** It may be taken out. */
  isOptional?: boolean;
  /** How it is shown. */
  children: ReactNode;
  more?: (bring: (file: File) => Promise<void>) => ReactNode;
};

/** A picture of the shop's face: stored when it is chosen, and shown by the shop once the form is saved. */
export function PictureField({
  use,
  label,
  hint,
  path,
  saved,
  problem,
  texts,
  onChange,
  isOptional,
  children,
  more,
}: Props) {
  const id = useId();
  const [state, setState] = useState<"bringing" | "brought" | null>(null);
  const [refusal, setRefusal] = useState("");

  async function bring(file: File) {
    setState("bringing");
    setRefusal("");
    const answer = await sendFile(`/api/admin/settings/face/pictures/${use}`, file);
    if ("src" in answer) onChange(answer.src);
    else setRefusal(answer.message);
    setState("src" in answer ? "brought" : null);
  }

  async function choose({ target }: ChangeEvent<HTMLInputElement>) {
    const [file] = target.files ?? [];
    target.value = "";
    if (file) await bring(file);
  }

  const wrong = refusal || problem;
  return (
    <fieldset className="grid min-w-0 content-start gap-2 text-[0.9375rem]">
      <legend className="mb-1 font-medium">{label}</legend>
      {path ? children : <p className="text-quiet">{texts.none}</p>}
      <input
        type="file"
        aria-label={`${label}: ${texts.choose}`}
        aria-describedby={`${id}-hint${wrong ? ` ${id}-problem` : ""}`}
        aria-invalid={wrong ? true : undefined}
        accept="image/png,image/jpeg,image/webp,image/avif,image/svg+xml"
        disabled={state === "bringing"}
        onChange={choose}
        className="desk-control min-w-0 py-1.5 aria-invalid:border-bad"
      />
      <p id={`${id}-hint`} className="text-quiet">
        {hint}
      </p>
      {wrong && (
        <p id={`${id}-problem`} role="alert" className="text-bad">
          {wrong}
        </p>
      )}
      {(state === "bringing" || (state && path !== saved)) && (
        <p role="status" className={state === "brought" ? "text-good" : "text-quiet"}>
          {texts[state]}
        </p>
      )}
      <div className="flex flex-wrap gap-2 empty:hidden">
        {more?.(bring)}
        {isOptional && path && (
          <button
            type="button"
            aria-label={`${texts.remove}: ${label}`}
            className="desk-button"
            onClick={() => {
              onChange("");
              setState(null);
            }}
          >
            {texts.remove}
          </button>
        )}
      </div>
    </fieldset>
  );
}
