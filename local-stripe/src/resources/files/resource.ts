import type Stripe from "stripe";
import type { Api } from "../../http/api";
import { invalid, noSuch } from "../../http/errors";
import type { Resource } from "../../http/resource";
import { type Rule, text } from "../../http/rules";
import { idKind } from "../../state/ids";
import { collectionOf } from "../../state/store";

const fileIds = idKind("file", 24);
/** Without what is in them. */
const stored = collectionOf<Stripe.File>("files");

type Uploaded = { filename: string; size: number; type: string };

/** By how a file begins. Which kinds are evidence is published; that others are refused with this message is assumed. */
const KINDS = [
  ["25504446", "pdf"],
  ["89504e47", "png"],
  ["ffd8ff", "jpg"],
] as const;

const file: Rule<Uploaded> = {
  parse: (value, path) => {
    if (typeof value === "string") throw invalid("Invalid file", path);
    const [filename, size, begins] = [value.filename, value.size, value.begins].map(String);
    const kind = KINDS.find(([beginning]) => begins?.startsWith(beginning));
    if (!kind) throw invalid("This file is none of PDF, JPEG and PNG.", path);
    return { filename: filename ?? "", size: Number(size), type: kind[1] };
  },
};

const CREATE = { file, purpose: text() };

function routes(api: Api): void {
  api.post("/v1/files", CREATE, ({ local, read }) => {
    const { file: uploaded, purpose } = read();
    if (!uploaded) throw invalid("Missing required param: file.", "file");
    if (purpose !== "dispute_evidence") throw invalid(`Invalid purpose: ${purpose ?? ""}`, "purpose");
    return stored(local.store).put({
      ...{ id: fileIds.make(), object: "file", created: local.now(), expires_at: null },
      ...{ filename: uploaded.filename, links: null, purpose, size: uploaded.size },
      ...{ title: null, type: uploaded.type, url: null },
    });
  });
  api.get("/v1/files/:id", {}, ({ local, read, params }) => {
    read();
    const found = stored(local.store).get(params.id ?? "");
    if (!found) throw noSuch("file upload", params.id ?? "");
    return found;
  });
}

/** Files for the evidence of disputes. */
export const files: Resource = {
  routes,
  objects: { ids: [fileIds], find: ({ store }, id) => stored(store).get(id) },
};
