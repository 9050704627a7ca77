import { z } from "zod";
import { jsonField } from "@/lib/base/json-field";

const part = z.string().max(100_000);

/** What a browser answers about a passkey, new or known, as the Web Authentication API's `toJSON` writes it. */
const answer = z.object({
  id: z.string().min(1).max(2000),
  rawId: z.string().max(2000),
  type: z.literal("public-key"),
  clientExtensionResults: z.object({}).default({}),
  response: z.object({
    clientDataJSON: part,
    attestationObject: part.exactOptional(),
    authenticatorData: part.exactOptional(),
    signature: part.exactOptional(),
    userHandle: part.exactOptional(),
  }),
});

export type PasskeyAnswer = z.output<typeof answer>;

/** A field that holds it as JSON. */
export const passkeyField = jsonField(200_000).pipe(answer);

const clientData = z.object({ challenge: z.string().min(1).max(1000) });

/** The question that an answer is to; null when that can't be read. */
export function challengeOf({ response }: PasskeyAnswer): string | null {
  try {
    const text = Buffer.from(response.clientDataJSON, "base64url").toString("utf8");
    const read = clientData.safeParse(JSON.parse(text));
    return read.success ? read.data.challenge : null;
  } catch {
    return null;
  }
}

/** The name that somebody gives a passkey, to know it by. */
export const passkeyName = z
  .string()
  .trim()
  .max(60)
  .refine((value) => !/[\0\p{Surrogate}]/u.test(value))
  .default("");
