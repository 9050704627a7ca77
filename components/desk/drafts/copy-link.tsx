"use client";

import { useId, useRef, useState } from "react";

type Props = { link: string; texts: { label: string; copy: string; copied: string } };

/** A link to hand over. Where the browser does not copy, it is chosen, so that it can be copied by hand. */
export function CopyLink({ link, texts }: Props) {
  const id = useId();
  const box = useRef<HTMLInputElement>(null);
  const [isCopied, setIsCopied] = useState(false);

  async function copy() {
    box.current?.select();
    const done = await navigator.clipboard?.writeText(link).then(
      () => true,
      () => false,
    );
    setIsCopied(done === true);
  }

  return (
    <div className="mt-3 grid gap-1">
      <label htmlFor={id} className="font-medium">
        {texts.label}
      </label>
      <div className="flex flex-wrap gap-2">
        <input ref={box} id={id} readOnly value={link} className="desk-control min-w-0 flex-1 basis-60" />
        <button type="button" onClick={copy} className="desk-button">
          {texts.copy}
        </button>
      </div>
      <p role="status" className="text-good">
        {isCopied && texts.copied}
      </p>
    </div>
  );
}
