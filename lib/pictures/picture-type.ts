/** What a file is by its first bytes, whatever its name says. SVG is `other`: it may hold scripts. */
export function pictureType(bytes: Uint8Array): "jpeg" | "png" | "webp" | "avif" | "animated" | "other" {
  const start = Buffer.from(bytes.subarray(0, 64)).toString("latin1");
  if (start.startsWith("\xff\xd8\xff")) return "jpeg";
  if (start.startsWith("\x89PNG\r\n\x1a\n")) return isAnimatedPng(bytes) ? "animated" : "png";
  if (start.startsWith("RIFF") && start.startsWith("WEBP", 8)) return "webp";
  const brand = start.startsWith("ftyp", 4) ? start.slice(8, 12) : "";
  if (brand === "avis") return "animated";
  return brand === "avif" ? "avif" : "other";
}

/** A decoder that knows no animated PNG would quietly take its first frame. */
function isAnimatedPng(bytes: Uint8Array): boolean {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const control = file.indexOf("acTL");
  return control !== -1 && control < file.indexOf("IDAT");
}
