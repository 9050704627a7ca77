/** Outside a Next server nothing is cached, so there is nothing to revalidate. */
export function revalidateTag(): void {}

export function revalidatePath(): void {}

export function unstable_cache<Read>(read: Read): Read {
  return read;
}
