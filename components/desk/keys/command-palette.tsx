"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useId, useRef, useState } from "react";
import { z } from "zod/mini";
import type { DeskPlace } from "./desk-keys";

export type PaletteTexts = { find: string; hint: string; nothing: string; pageWord: string; close: string };

export type PaletteProps = { places: readonly DeskPlace[]; texts: PaletteTexts; close: () => void };

const entry = z.object({ href: z.string(), name: z.string(), about: z.string() });
const answer = z.object({ found: z.array(entry) });
type Entry = z.infer<typeof entry>;

const PAUSE = 150;

/** Goes to a page, an order, a product or a person, or to what can be done with an order, by typing. */
export function CommandPalette({ places, texts, close }: PaletteProps) {
  const router = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  const list = useId();
  const [text, setText] = useState("");
  const [here, setHere] = useState(0);
  const found = useFound(text.trim());

  useEffect(() => dialog.current?.showModal(), []);

  const wanted = text.trim().toLowerCase();
  const entries: Entry[] = [
    ...places
      .filter(({ name }) => name.toLowerCase().includes(wanted))
      .map(({ href, name }) => ({ href, name, about: texts.pageWord })),
    ...found,
  ];
  const at = Math.min(here, entries.length - 1);
  const go = ({ href }: Entry) => {
    close();
    router.push(href);
  };

  function press(event: KeyboardEvent) {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) {
      event.preventDefault();
      setHere((at + step + entries.length) % Math.max(entries.length, 1));
    }
    const chosen = entries[at];
    if (event.key === "Enter" && chosen) go(chosen);
  }

  return (
    <dialog
      ref={dialog}
      onClose={close}
      aria-label={texts.find}
      className="mx-auto mt-[10vh] w-[min(40rem,calc(100vw-2rem))] rounded-xl border border-line bg-raised p-3 text-ink shadow-float backdrop:bg-black/40"
    >
      <div className="flex gap-2">
        <input
          autoFocus
          role="combobox"
          aria-label={texts.find}
          aria-expanded={entries.length > 0}
          aria-controls={list}
          aria-activedescendant={entries[at] ? `${list}-${at}` : undefined}
          aria-autocomplete="list"
          autoComplete="off"
          spellCheck={false}
          placeholder={texts.hint}
          value={text}
          onChange={(event) => {
            setText(event.currentTarget.value);
            setHere(0);
          }}
          onKeyDown={press}
          className="desk-control"
        />
        <button type="button" onClick={close} className="desk-button">
          {texts.close}
        </button>
      </div>
      <div id={list} role="listbox" aria-label={texts.find} className="mt-2 max-h-[60vh] overflow-y-auto">
        {entries.map((one, index) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field has the keys of its list
          <div
            key={one.href}
            id={`${list}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            ref={(row) => {
              if (index === at) row?.scrollIntoView({ block: "nearest" });
            }}
            onClick={() => go(one)}
            className="flex cursor-pointer flex-wrap gap-x-4 rounded-lg px-3 py-2 aria-selected:bg-sunken"
          >
            <span className="font-medium">{one.name}</span>
            <span className="text-quiet">{one.about}</span>
          </div>
        ))}
      </div>
      {entries.length === 0 && (
        <p role="status" className="px-3 py-2 text-quiet">
          {texts.nothing}
        </p>
      )}
    </dialog>
  );
}

/** What the store finds of a text; what was found for an earlier one until then. */
function useFound(text: string): Entry[] {
  const [found, setFound] = useState<Entry[]>([]);
  useEffect(() => {
    if (text === "") return;
    const control = new AbortController();
    const { signal } = control;
    const timer = setTimeout(async () => {
      try {
        const response = await fetch(`/api/admin/find?${new URLSearchParams({ q: text })}`, { signal });
        const read = answer.safeParse(await response.json());
        if (!signal.aborted) setFound(read.success ? read.data.found : []);
      } catch {
        // Another letter was typed, or there is no network: pages can still be gone to.
      }
    }, PAUSE);
    return () => {
      clearTimeout(timer);
      control.abort();
    };
  }, [text]);
  return text === "" ? [] : found;
}
