import "server-only";
import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { ANY_SERVER, fetchFile, PUBLIC_ONLY } from "./fetch-file.server";
import { type FileKind, type FileOptions, type NotGiven, notGiven, tooManyBytes } from "./file-kind";

/** `names`: what the file is known by later, as `namesOf` gives it. */
type Given = { ok: true; bytes: Uint8Array; names: string[] } | NotGiven;

const isUrl = (source: string) => /^https?:/i.test(source);

/** The files that a merchant names by an address or by a name in a folder. The folder comes first, and what it has is known by its contents. */
export function givenFiles({ folder, fromAnyServer }: FileOptions, kind: FileKind) {
  const reach = fromAnyServer ? ANY_SERVER : PUBLIC_ONLY;
  const hashes = new Map<string, string | null>();
  /** `sha256:…` of the folder's file; null without one. */
  const hashInFolder = async (source: string): Promise<string | null> => {
    const known = hashes.get(source);
    if (known !== undefined) return known;
    const path = folder ? await fileFor(folder, source, kind) : null;
    const bytes = path && (await readBounded(path, kind));
    const hash = bytes && hashOf(bytes);
    hashes.set(source, hash);
    return hash;
  };
  return {
    /** By source: the hash of the folder's file, or else the address. */
    namesOf: async (sources: readonly string[]): Promise<Map<string, string>> => {
      const names = new Map<string, string>();
      for (const source of sources) {
        const name = (await hashInFolder(source)) ?? (isUrl(source) ? source : null);
        if (name !== null) names.set(source, name);
      }
      return names;
    },
    read: async (source: string): Promise<Given> => {
      const path = folder ? await fileFor(folder, source, kind) : null;
      if (!path && !isUrl(source)) return notGiven("unknown", unknown(folder));
      const bytes = path ? await readBounded(path, kind) : await fetchFile(source, reach, kind);
      if (!bytes) return tooManyBytes(kind);
      if ("ok" in bytes) return bytes;
      const hash = hashOf(bytes);
      return { ok: true, bytes, names: path ? [hash] : [hash, source] };
    },
  };
}

const unknown = (folder: string | null | undefined) =>
  folder ? `there is no such file in ${folder}` : "it is not in the store; name the folder that has it";

const hashOf = (bytes: Uint8Array) => `sha256:${createHash("sha256").update(bytes).digest("hex")}`;

/** A file of the folder: at the path that is given, or by the last part of an address. */
async function fileFor(folder: string, source: string, { isStored }: FileKind): Promise<string | null> {
  const name = isUrl(source) || isStored(source) ? lastPart(source) : source;
  if (!name || name.startsWith("/") || name.split(/[/\\]/).includes("..")) return null;
  for (const path of [join(folder, name), join(folder, name.slice(0, 2), name)]) {
    const found = await stat(path).catch(() => null);
    if (found?.isFile()) return path;
  }
  return null;
}

/** Null for a file that is too large. */
async function readBounded(path: string, { mostBytes }: FileKind): Promise<Uint8Array | null> {
  return (await stat(path)).size > mostBytes ? null : readFile(path);
}

function lastPart(source: string): string {
  const { pathname } = new URL(source, "https://store.invalid");
  try {
    return basename(decodeURIComponent(pathname));
  } catch {
    return basename(pathname);
  }
}
