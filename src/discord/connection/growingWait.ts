/** How long to wait before the next try: each time twice as long as before, up to a limit. */

/** @param tries how many have failed before this one, 0 for the first; @returns milliseconds, as `first` and `longest` are */
export function growingWait(first: number, longest: number, tries: number): number {
  return Math.min(first * 2 ** tries, longest);
}
