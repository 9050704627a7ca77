"use client";

import { type ChangeEvent, type DragEvent, useRef, useState } from "react";
import type { Locale } from "@/i18n/routing";
import { pictureAttributes } from "@/lib/model/picture-sizes";
import { sendFile } from "../send-file";
import { useDragging } from "../use-dragging";
import { PictureVideo, ShownValues } from "./picture-parts";

type Picture = {
  src: string;
  alt: Partial<Record<Locale, string>>;
  of: string[];
  /** The path of its video. */
  video: string | null;
  /** A file of the project's own can have no video. */
  isStored: boolean;
};

type Props = {
  pictures: readonly Picture[];
  languages: readonly { language: Locale; name: string }[];
  /** Of all options, to say which of them a picture shows. */
  values: readonly { key: string; label: string }[];
  texts: Record<
    | "hint"
    | "add"
    | "adding"
    | "none"
    | "up"
    | "down"
    | "remove"
    | "picture"
    | "moved"
    | "alt"
    | "shows"
    | "video"
    | "videoHint"
    | "videoRemove"
    | "videoAdding",
    string
  >;
};

/** A product's pictures in their order, which is changed by dragging or by buttons. They are saved with the form; a file is stored when it is chosen. */
export function PictureList({ pictures: given, languages, values, texts }: Props) {
  const [pictures, setPictures] = useState(given);
  const [adding, setAdding] = useState<"picture" | "video" | null>(null);
  const [problem, setProblem] = useState("");
  const [moved, setMoved] = useState("");
  const field = useRef<HTMLInputElement>(null);

  /** The form's other parts listen to its changes, and React sets a value without one. */
  function put(next: readonly Picture[]) {
    setPictures(next);
    field.current?.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function move(from: number, to: number) {
    const picture = pictures[from];
    if (!picture || to < 0 || to >= pictures.length) return;
    put(pictures.toSpliced(from, 1).toSpliced(to, 0, picture));
    setMoved(texts.moved.replace("{number}", String(to + 1)));
  }

  function choose(event: ChangeEvent<HTMLInputElement>) {
    const files = [...(event.target.files ?? [])];
    event.target.value = "";
    return add(files);
  }

  /** Files of the computer that are dropped anywhere on the list; its own lines have none. */
  function drop(event: DragEvent) {
    const files = [...event.dataTransfer.files];
    if (files.length === 0) return;
    event.preventDefault();
    if (adding === null) add(files);
  }

  async function add(files: readonly File[]) {
    setAdding("picture");
    setProblem("");
    const added: Picture[] = [];
    for (const file of files) {
      const answer = await sendFile("/api/admin/goods/pictures", file);
      if ("src" in answer) added.push({ src: answer.src, alt: {}, of: [], video: null, isStored: true });
      else setProblem(`${file.name}: ${answer.message}`);
    }
    put([...pictures, ...added.filter(({ src }) => !pictures.some((one) => one.src === src))]);
    setAdding(null);
  }

  async function addVideo(index: number, event: ChangeEvent<HTMLInputElement>) {
    const [file] = event.target.files ?? [];
    const picture = pictures[index];
    event.target.value = "";
    if (!file || !picture) return;
    setAdding("video");
    setProblem("");
    const answer = await sendFile("/api/admin/goods/videos", file);
    if ("src" in answer) put(pictures.with(index, { ...picture, video: answer.src }));
    else setProblem(`${file.name}: ${answer.message}`);
    setAdding(null);
  }

  const draggedAt = useDragging(move);
  const sentOf = (all: readonly Picture[]) =>
    JSON.stringify(all.map(({ isStored: _, ...picture }) => picture));
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the field below does the same with the keyboard
    <div
      onDragOver={(event) => event.dataTransfer.types.includes("Files") && event.preventDefault()}
      onDrop={drop}
    >
      <input
        ref={field}
        type="hidden"
        name="pictures"
        value={sentOf(pictures)}
        data-made={sentOf(given)}
        readOnly
      />
      <p className="mb-3 text-quiet">{pictures.length === 0 ? texts.none : texts.hint}</p>
      <ol className="grid gap-3">
        {pictures.map((picture, index) => {
          const name = texts.picture.replace("{number}", String(index + 1));
          return (
            <li
              key={picture.src}
              {...draggedAt(index)}
              className="flex flex-wrap items-start gap-3 rounded-xl border border-line p-2"
            >
              {/* biome-ignore lint/performance/noImgElement: next/image would bring a script for what attributes do */}
              <img
                {...pictureAttributes(picture.src, "line")}
                alt={name}
                className="size-24 shrink-0 rounded-lg bg-sunken object-cover"
              />
              <div className="grid min-w-48 flex-1 gap-2">
                {languages.map(({ language, name: spoken }) => (
                  <input
                    key={language}
                    lang={language}
                    aria-label={`${texts.alt.replace("{language}", spoken)}, ${name}`}
                    placeholder={texts.alt.replace("{language}", spoken)}
                    value={picture.alt[language] ?? ""}
                    maxLength={500}
                    onChange={(event) =>
                      put(
                        pictures.with(index, {
                          ...picture,
                          alt: { ...picture.alt, [language]: event.target.value },
                        }),
                      )
                    }
                    className="desk-control"
                  />
                ))}
                {values.length > 0 && (
                  <ShownValues
                    title={`${texts.shows}: ${name}`}
                    shown={texts.shows}
                    values={values}
                    of={picture.of}
                    onChange={(of) => put(pictures.with(index, { ...picture, of }))}
                  />
                )}
                {picture.isStored && (
                  <PictureVideo
                    video={picture.video}
                    label={texts.video.replace("{picture}", name)}
                    texts={texts}
                    isOff={adding !== null}
                    onFile={(event) => addVideo(index, event)}
                    onRemove={() => put(pictures.with(index, { ...picture, video: null }))}
                  />
                )}
              </div>
              <div className="flex gap-2">
                <Act
                  label={texts.up}
                  of={name}
                  sign="↑"
                  isOff={index === 0}
                  onPress={() => move(index, index - 1)}
                />
                <Act
                  label={texts.down}
                  of={name}
                  sign="↓"
                  isOff={index === pictures.length - 1}
                  onPress={() => move(index, index + 1)}
                />
                <Act
                  label={texts.remove}
                  of={name}
                  sign="×"
                  isOff={false}
                  onPress={() => put(pictures.toSpliced(index, 1))}
                />
              </div>
            </li>
          );
        })}
      </ol>
      <p role="status" className="sr-only">
        {moved}
      </p>
      <label className="mt-3 grid gap-1">
        <span className="font-medium">{texts.add}</span>
        <input
          type="file"
          accept="image/jpeg,image/png,image/webp,image/avif"
          multiple
          onChange={choose}
          disabled={adding !== null}
          className="desk-control py-1.5"
        />
      </label>
      {adding && (
        <p role="status" className="mt-2">
          {adding === "video" ? texts.videoAdding : texts.adding}
        </p>
      )}
      {problem && (
        <p role="alert" className="mt-2 text-bad">
          {problem}
        </p>
      )}
    </div>
  );
}

type ActProps = { label: string; of: string; sign: string; isOff: boolean; onPress: () => void };

function Act({ label, of, sign, isOff, onPress }: ActProps) {
  return (
    <button
      type="button"
      aria-label={`${label}: ${of}`}
      title={label}
      disabled={isOff}
      onClick={onPress}
      className="desk-button min-w-10 px-2"
    >
      {sign}
    </button>
  );
}
