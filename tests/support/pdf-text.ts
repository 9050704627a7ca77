import { inflateSync } from "node:zlib";

/** One run of text on a page, as a reader would copy it. */
type PdfPage = { text: string };

/** Reads the text back out of a PDF as the store writes it: fonts with a ToUnicode map, streams by Flate. */
export function readPdf(pdf: Buffer): PdfPage[] {
  const source = pdf.toString("latin1");
  const objects = new Map<string, string>();
  for (const [, id = "", body = ""] of source.matchAll(/(\d+) 0 obj\r?\n?([\s\S]*?)\r?\nendobj/g)) {
    objects.set(id, body);
  }
  const fonts = new Map<string, ReadonlyMap<number, string>>();
  for (const body of objects.values()) {
    for (const [, name = "", id = ""] of body.matchAll(/\/(F\d+) (\d+) 0 R/g)) {
      const [, map] = /\/ToUnicode (\d+) 0 R/.exec(objects.get(id) ?? "") ?? [];
      if (map) fonts.set(name, unicodeMap(stream(objects.get(map) ?? "")));
    }
  }
  return [...objects.values()]
    .filter((body) => /\/Type \/Page\b/.test(body))
    .map((body) => {
      const [, contents = ""] = /\/Contents (\d+) 0 R/.exec(body) ?? [];
      return { text: textOf(stream(objects.get(contents) ?? ""), fonts) };
    });
}

function stream(body: string): string {
  const [head = "", ...rest] = body.split(/stream\r?\n/);
  const data = Buffer.from(rest.join("stream\n").replace(/\r?\nend$/, ""), "latin1");
  return head.includes("/FlateDecode") ? inflateSync(data).toString("latin1") : data.toString("latin1");
}

const utf16 = (hex: string) => Buffer.from(hex, "hex").swap16().toString("utf16le");

function unicodeMap(source: string): ReadonlyMap<number, string> {
  const map = new Map<number, string>();
  for (const [, from = "", , list = ""] of source.matchAll(/<(\w+)> <(\w+)> \[([^\]]*)\]/g)) {
    for (const [index, [, hex = ""]] of [...list.matchAll(/<([\w ]*)>/g)].entries()) {
      map.set(Number.parseInt(from, 16) + index, utf16(hex.replaceAll(" ", "")));
    }
  }
  return map;
}

/** Pieces of text in the order they were drawn, a line for each place that the pen was moved to. */
function textOf(content: string, fonts: ReadonlyMap<string, ReadonlyMap<number, string>>): string {
  let font: ReadonlyMap<number, string> = new Map();
  const lines: string[] = [];
  for (const [, name, place, run] of content.matchAll(/\/(F\d+) [\d.]+ Tf|( Tm)\b|\[(<[^\]]*)\] TJ/g)) {
    if (name) font = fonts.get(name) ?? font;
    else if (place) lines.push("");
    else if (run) {
      const codes = Array.from(run.matchAll(/<(\w+)>/g), ([, hex = ""]) => hex.match(/.{4}/g) ?? []).flat();
      lines.push(
        `${lines.pop() ?? ""}${codes.map((code) => font.get(Number.parseInt(code, 16)) ?? "").join("")}`,
      );
    }
  }
  return lines.join("\n");
}
