"use client";

import { type ChangeEvent, useRef, useState } from "react";
import { z } from "zod/mini";
import type { Locale } from "@/i18n/routing";
import { pictureAttributes } from "@/lib/model/picture-sizes";

type Picture = { src: string; alt: Partial<Record<Locale, string>>; of: string[] };

type Props = {
  pictures: readonly Picture[];
  languages: readonly { language: Locale; name: string }[];
  texts: Record<
    "hint" | "add" | "adding" | "none" | "up" | "down" | "remove" | "picture" | "moved" | "alt",
    string
  >;
};

const stored = z.object({ src: z.string() });
const refused = z.object({ error: z.object({ message: z.string() }) });

/** A product's pictures in their order, which is changed by dragging or by buttons. They are saved with the form; a file is stored when it is chosen. */
export function PictureList({ pictures: given, languages, texts }: Props) {
  const [pictures, setPictures] = useState(given);
  const [dragged, setDragged] = useState<number | null>(null);
  const [isAdding, setIsAdding] = useState(false);
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

  async function add(event: ChangeEvent<HTMLInputElement>) {
    const files = [...(event.target.files ?? [])];
    event.target.value = "";
    setIsAdding(true);
    setProblem("");
    const added: Picture[] = [];
    for (const file of files) {
      const answer = await send(file);
      if ("src" in answer) added.push({ src: answer.src, alt: {}, of: [] });
      else setProblem(`${file.name}: ${answer.message}`);
    }
    put([...pictures, ...added.filter(({ src }) => !pictures.some((one) => one.src === src))]);
    setIsAdding(false);
  }

  return (
    <div>
      <input ref={field} type="hidden" name="pictures" value={JSON.stringify(pictures)} readOnly />
      <p className="mb-3 text-quiet">{pictures.length === 0 ? texts.none : texts.hint}</p>
      <ol className="grid gap-3">
        {pictures.map((picture, index) => {
          const name = texts.picture.replace("{number}", String(index + 1));
          return (
            <li
              key={picture.src}
              draggable
              onDragStart={() => setDragged(index)}
              onDragOver={(event) => event.preventDefault()}
              onDrop={(event) => {
                event.preventDefault();
                if (dragged !== null) move(dragged, index);
                setDragged(null);
              }}
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
          onChange={add}
          disabled={isAdding}
          className="desk-control py-1.5"
        />
      </label>
      {isAdding && (
        <p role="status" className="mt-2">
          {texts.adding}
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

async function send(file: File): Promise<{ src: string } | { message: string }> {
  try {
    const response = await fetch("/api/admin/goods/pictures", {
      method: "POST",
      headers: { "Content-Type": file.type || "application/octet-stream" },
      body: file,
    });
    const answer: unknown = await response.json();
    const read = stored.safeParse(answer);
    if (response.ok && read.success) return read.data;
    const told = refused.safeParse(answer);
    return { message: told.success ? told.data.error.message : String(response.status) };
  } catch (error) {
    return { message: String(error) };
  }
}
