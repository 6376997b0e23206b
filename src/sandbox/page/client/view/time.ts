/** `<discord-time>`: a time in a text that goes on with the sandbox's clock, such as “in 3 minutes”. */
import { formatTime } from '../text/times.ts';

const shown = new Set<DiscordTime>();
let clock: () => number = Date.now;

/** Milliseconds between looks at the clock. */
const TICK = 500;

/** @param now the sandbox's time, milliseconds since the Unix epoch */
export function startTimes(now: () => number): void {
  clock = now;
  customElements.define('discord-time', DiscordTime);
  setInterval(() => {
    for (const time of shown) time.refresh();
  }, TICK);
}

class DiscordTime extends HTMLElement {
  #at = 0;
  #style = 'f';
  #locale = 'en';

  set at(at: number) {
    this.#at = at;
    this.refresh();
  }

  set look(style: string) {
    this.#style = style;
    this.refresh();
  }

  set locale(locale: string) {
    this.#locale = locale;
    this.refresh();
  }

  connectedCallback(): void {
    this.refresh();
    if (this.#style === 'R') shown.add(this);
  }

  disconnectedCallback(): void {
    shown.delete(this);
  }

  refresh(): void {
    if (!this.isConnected) return;
    const text = formatTime(this.#at, this.#style, clock(), this.#locale);
    if (text === this.textContent) return;
    this.textContent = text;
    this.title = formatTime(this.#at, 'F', clock(), this.#locale);
  }
}
