/** A stored file's name without its ending. @param hash in hexadecimal digits; its first hundred bits are taken, in small letters and digits */
export const contentsName = (hash: string): string =>
  BigInt(`0x${hash.slice(0, 25)}`)
    .toString(32)
    .padStart(20, "0");
