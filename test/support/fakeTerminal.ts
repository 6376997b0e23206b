/** A terminal that keeps what is written to it. */
import type { Terminal } from '../../src/commandLine/terminal.ts';

export class FakeTerminal implements Terminal {
  readonly language: 'en' | 'ja';
  readonly isWatched: boolean;
  /** Standard output, and standard error. */
  written = '';
  told = '';

  constructor(language: 'en' | 'ja' = 'en', isWatched = false) {
    this.language = language;
    this.isWatched = isWatched;
  }

  out = (text: string) => {
    this.written += text;
  };

  err = (text: string) => {
    this.told += text;
  };

  /** The lines of standard output. */
  get lines(): string[] {
    return this.written.split('\n').filter((line) => line !== '');
  }
}
