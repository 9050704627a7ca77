import { Writable } from "node:stream";
import type { ReactElement } from "react";

/** Mail programs choose their mode by it, and most know HTML as it was then. */
const DOCTYPE =
  '<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN" "http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">';

/** Imported with the first e-mail, because Next.js refuses it at the top of a file. */
let renderer: Promise<typeof import("react-dom/server")> | undefined;

/** Renders an e-mail whose components wait for nothing. React Email's own `render` takes three times as long, which counts when thousands are due. */
export async function renderHtml(message: ReactElement): Promise<string> {
  renderer ??= import("react-dom/server");
  const { renderToPipeableStream } = await renderer;
  const chunks: Buffer[] = [];
  await new Promise<void>((resolve, reject) => {
    const collected = new Writable({
      write(chunk: Buffer, _encoding, done) {
        chunks.push(chunk);
        done();
      },
    });
    collected.on("finish", resolve);
    collected.on("error", reject);
    const rendering = renderToPipeableStream(message, {
      onAllReady: () => rendering.pipe(collected),
      onError: reject,
    });
  });
  // React writes a doctype of its own before a whole page.
  return (
    DOCTYPE +
    Buffer.concat(chunks)
      .toString("utf8")
      .replace(/^<!DOCTYPE html>/, "")
  );
}
