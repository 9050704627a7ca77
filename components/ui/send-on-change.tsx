"use client";
import { type ReactNode, useEffect, useRef } from "react";

/**
 * Sends the form of the list inside as soon as another of its options is chosen; also when it was chosen before the page's scripts ran. The list must have
 * `autoComplete="off"`, so that no browser brings back an earlier choice.
 */
export function SendOnChange({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const list = place.current?.querySelector("select");
    if (list?.selectedOptions[0]?.defaultSelected === false) list.form?.requestSubmit();
  }, []);
  return (
    <div
      ref={place}
      className="contents"
      onChange={({ target }) => target instanceof HTMLSelectElement && target.form?.requestSubmit()}
    >
      {children}
    </div>
  );
}
