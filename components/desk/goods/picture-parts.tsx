import type { ChangeEvent } from "react";

type ShownProps = {
  title: string;
  shown: string;
  values: readonly { key: string; label: string }[];
  of: string[];
  onChange: (of: string[]) => void;
};

/** Which values of the options a picture shows. One of two values together, as a file may name it, stays. */
export function ShownValues({ title, shown, values, of, onChange }: ShownProps) {
  return (
    <fieldset className="flex flex-wrap gap-x-4 gap-y-1">
      <legend className="sr-only">{title}</legend>
      <span aria-hidden className="text-quiet">
        {shown}
      </span>
      {values.map(({ key, label }) => (
        <label key={key} className="flex items-center gap-1.5">
          <input
            type="checkbox"
            className="size-4.5"
            checked={of.includes(key)}
            onChange={(event) =>
              onChange(event.target.checked ? [...of, key] : of.filter((one) => one !== key))
            }
          />
          {label}
        </label>
      ))}
    </fieldset>
  );
}

type VideoProps = {
  video: string | null;
  label: string;
  texts: Record<"videoHint" | "videoRemove", string>;
  isOff: boolean;
  onFile: (event: ChangeEvent<HTMLInputElement>) => void;
  onRemove: () => void;
};

/** The video of which a picture is the poster. */
export function PictureVideo({ video, label, texts, isOff, onFile, onRemove }: VideoProps) {
  if (video)
    return (
      <div className="flex flex-wrap items-center gap-3">
        {/* biome-ignore lint/a11y/useMediaCaption: the store has no captions; its picture's text says what it shows */}
        <video src={video} controls preload="none" aria-label={label} className="h-24 rounded-lg bg-sunken" />
        <button
          type="button"
          className="desk-button"
          onClick={onRemove}
          aria-label={`${texts.videoRemove}: ${label}`}
        >
          {texts.videoRemove}
        </button>
      </div>
    );
  return (
    <label className="grid gap-1">
      <span className="text-quiet">{texts.videoHint}</span>
      <input
        type="file"
        accept="video/mp4,video/webm"
        aria-label={label}
        onChange={onFile}
        disabled={isOff}
        className="desk-control py-1.5"
      />
    </label>
  );
}
