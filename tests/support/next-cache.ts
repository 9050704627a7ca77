/** The tags that were renewed, as outside of a Next server nothing is cached. */
export const renewedTags: string[] = [];

export function revalidateTag(tag: string): void {
  renewedTags.push(tag);
}

export function revalidatePath(): void {}

export function refresh(): void {}

export function unstable_cache<Read>(read: Read): Read {
  return read;
}
