import type { InputObject } from "./form";

const NAME = /name="([^"]*)"/;
const FILENAME = /filename="([^"]*)"/;

/** The boundary of a `multipart/form-data` body; null for other bodies. */
export function boundaryOf(contentType: string | undefined): string | null {
  if (!contentType?.startsWith("multipart/form-data")) return null;
  return /boundary="?([^";]+)"?/.exec(contentType)?.[1] ?? null;
}

/** Reads a `multipart/form-data` body. Of a file its name, its size and how it begins are read; what is in it is not kept. */
export function decodeMultipart(body: Buffer, boundary: string): InputObject {
  const root: InputObject = Object.create(null);
  // One character for each byte.
  for (const part of body.toString("latin1").split(`--${boundary}`)) {
    const at = part.indexOf("\r\n\r\n");
    if (at < 0) continue;
    const head = part.slice(0, at);
    const data = part.slice(at + 4).replace(/\r\n$/, "");
    const name = NAME.exec(head)?.[1];
    if (!name) continue;
    const filename = FILENAME.exec(head)?.[1];
    root[name] =
      filename === undefined
        ? Buffer.from(data, "latin1").toString("utf8")
        : {
            filename,
            size: String(data.length),
            begins: Buffer.from(data.slice(0, 8), "latin1").toString("hex"),
          };
  }
  return root;
}
