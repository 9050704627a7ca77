"use client";

import { useEffect, useRef, useState } from "react";
import type { DeskPlace } from "./desk-keys";
import { areKeysOn, turnKeys } from "./plain-keys";

export type KeyHelpTexts = {
  keysTitle: string;
  close: string;
  find: string;
  help: string;
  search: string;
  moves: string;
  opens: string;
  chooses: string;
  goesTo: string;
  keysOn: string;
};

export type KeyHelpProps = { places: readonly DeskPlace[]; texts: KeyHelpTexts; close: () => void };

/** All keys of the desk, and the switch that turns those without Ctrl off. */
export function KeyHelp({ places, texts, close }: KeyHelpProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOn, setIsOn] = useState(areKeysOn);
  useEffect(() => dialog.current?.showModal(), []);
  const keys: [keys: string, does: string][] = [
    ["Ctrl K", texts.find],
    ["?", texts.help],
    ["/", texts.search],
    ["j  k", texts.moves],
    ["Enter", texts.opens],
    ["x", texts.chooses],
    ...places.flatMap(({ key, name }): [string, string][] =>
      key ? [[`g  ${key}`, `${texts.goesTo} ${name}`]] : [],
    ),
  ];
  return (
    <dialog
      ref={dialog}
      onClose={close}
      aria-label={texts.keysTitle}
      className="m-auto w-[min(30rem,calc(100vw-2rem))] rounded-xl border border-line bg-raised p-4 text-ink shadow-float backdrop:bg-black/40"
    >
      <h2 className="mb-3 text-lg font-medium">{texts.keysTitle}</h2>
      <dl className="grid grid-cols-[auto_1fr] gap-x-6 gap-y-1">
        {keys.map(([name, does]) => (
          <div key={name} className="contents">
            <dt>
              <kbd className="figures whitespace-pre">{name}</kbd>
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
      <label className="mt-4 flex items-center gap-3">
        <input
          type="checkbox"
          checked={isOn}
          onChange={({ currentTarget: { checked } }) => {
            turnKeys(checked);
            setIsOn(checked);
          }}
          className="size-5"
        />
        <span>{texts.keysOn}</span>
      </label>
      <button type="button" onClick={close} className="desk-button mt-4">
        {texts.close}
      </button>
    </dialog>
  );
}
