import { createHash, createSign, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { isoCBOR } from "@simplewebauthn/server/helpers";

type Question = { challenge: string };
type Where = { origin?: string; host?: string };

const sha256 = (data: string | Uint8Array) => createHash("sha256").update(data).digest();
const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");

/** A security key in software: it makes one passkey, and signs with it, as Web Authentication wants (level 2, chapter 6). */
export function passkeyDevice() {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const id = randomBytes(16);
  let counter = 0;

  const clientData = (type: "webauthn.create" | "webauthn.get", { challenge }: Question, origin: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));

  /** The host's hash, that a person was there, and how often the key was used. */
  function authenticatorData(host: string, attested?: Uint8Array): Buffer {
    counter += 1;
    const head = Buffer.alloc(5);
    head[0] = attested ? 0x41 : 0x01;
    head.writeUInt32BE(counter, 1);
    return Buffer.concat([sha256(host), head, ...(attested ? [attested] : [])]);
  }

  const named = { id: text(id), rawId: text(id), type: "public-key" };
  const here = { origin: "http://localhost:3000", host: "localhost" };

  return {
    id: named.id,
    makes(question: Question, where: Where = {}): string {
      const { origin, host } = { ...here, ...where };
      const length = Buffer.alloc(2);
      length.writeUInt16BE(id.length);
      const attested = Buffer.concat([Buffer.alloc(16), length, id, coseKey(publicKey)]);
      const attestationObject = isoCBOR.encode(
        new Map<string, string | Uint8Array | Map<string, never>>([
          ["fmt", "none"],
          ["attStmt", new Map<string, never>()],
          ["authData", new Uint8Array(authenticatorData(host, attested))],
        ]),
      );
      const clientDataJSON = text(clientData("webauthn.create", question, origin));
      const response = { clientDataJSON, attestationObject: text(attestationObject) };
      return JSON.stringify({ ...named, response, clientExtensionResults: {} });
    },
    shows(question: Question, where: Where = {}): string {
      const { origin, host } = { ...here, ...where };
      const data = clientData("webauthn.get", question, origin);
      const authenticator = authenticatorData(host);
      const signed = createSign("sha256").update(Buffer.concat([authenticator, sha256(data)]));
      const response = {
        clientDataJSON: text(data),
        authenticatorData: text(authenticator),
        signature: text(signed.sign(privateKey)),
      };
      return JSON.stringify({ ...named, response, clientExtensionResults: {} });
    },
    /** As a copy of the key would count. */
    rewinds: (to: number) => {
      counter = to;
    },
  };
}

/** An elliptic key as COSE writes it: RFC 9053, section 7.1.1. */
function coseKey(key: KeyObject): Uint8Array {
  const { x = "", y = "" } = key.export({ format: "jwk" });
  const bytes = (part: string) => new Uint8Array(Buffer.from(part, "base64url"));
  return isoCBOR.encode(
    new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, bytes(x)],
      [-3, bytes(y)],
    ]),
  );
}
