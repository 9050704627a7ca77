import { z } from "zod/mini";

const stored = z.object({ src: z.string() });
const refused = z.object({ error: z.object({ message: z.string() }) });

/** Stores a file at once, at one of the desk's routes; it is shown when what shows it is saved. */
export async function sendFile(address: string, file: File): Promise<{ src: string } | { message: string }> {
  try {
    const response = await fetch(address, {
      method: "POST",
      headers: { "Content-Type": file.type || "application/octet-stream" },
      body: file,
    });
    const answer: unknown = await response.json();
    const read = stored.safeParse(answer);
    if (response.ok && read.success) return read.data;
    const told = refused.safeParse(answer);
    return { message: told.success ? told.data.error.message : String(response.status) };
  } catch (error) {
    return { message: String(error) };
  }
}
