/** What the browser remembers from one visit to the next. A browser that forbids it remembers nothing. */

type Remembered = 'person' | 'channel' | 'draft' | 'theme' | 'panel' | 'hint';

const PREFIX = 'reprise.';

/** Tabs may be different people in different channels at a time; the rest is the same for all. */
function shelf(key: Remembered): Storage {
  return key === 'person' || key === 'channel' || key === 'draft' ? sessionStorage : localStorage;
}

export function remembered(key: Remembered): string | undefined {
  try {
    return shelf(key).getItem(PREFIX + key) ?? undefined;
  } catch {
    return undefined;
  }
}

export function remember(key: Remembered, value: string): void {
  try {
    shelf(key).setItem(PREFIX + key, value);
  } catch (error) {
    console.info('This browser keeps nothing for the next visit.', error);
  }
}

/** A channel as the browser's history keeps it. */
export function visit(channelId: string): { readonly channelId: string } {
  return { channelId };
}

/** The channel of an entry of the browser's history; undefined when the entry is none of this page's. */
export function visitedChannel(entry: unknown): string | undefined {
  if (typeof entry !== 'object' || entry === null || !('channelId' in entry)) return undefined;
  return typeof entry.channelId === 'string' ? entry.channelId : undefined;
}
