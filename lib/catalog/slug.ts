import { storableText } from "@/lib/base/storable-text";

/** Letters. Next.js keeps nothing under a longer name. */
const LONGEST_SLUG = 200;

/** Whether a part of an address can be the slug of anything, so that the database is not asked for nothing. */
export const isSlug = (text: string): boolean => text.length <= LONGEST_SLUG && storableText(text) === text;
