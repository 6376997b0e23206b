/** The page's icons, drawn here: lines of one weight in the colour of the text. */
import { html, svg, type TemplateResult } from 'lit';

const paths = {
  hash: 'M9 3 7 21M17 3l-2 18M4 8.5h17M3 15.5h17',
  announcement: 'M4 10v4h3l8 5V5L7 10zM18.5 9a4 4 0 0 1 0 6M8 14.5 9.5 20H12l-1-4.5',
  voice: 'M4 9.500v5h3.500l5 4.500V5l-5 4.500zM16 9a4.500 4.500 0 0 1 0 6M18.500 6.500a8 8 0 0 1 0 11',
  forum: 'M4 4h16v11H10l-4 4v-4H4zM8 8h8M8 11h5',
  thread: 'M6 4v7a4 4 0 0 0 4 4h9M15 11l4 4-4 4',
  close: 'M6 6l12 12M18 6 6 18',
  menu: 'M4 7h16M4 12h16M4 17h16',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  send: 'M4 12 20 4l-6 16-3-7zM11 13l9-9',
  eye: 'M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.5a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z',
  down: 'M6 9l6 6 6-6',
  right: 'M9 6l6 6-6 6',
  pulse: 'M3 12h4l3-8 4 16 3-8h4',
  pause: 'M9 6v12M15 6v12',
  play: 'M8 5.5v13l11-6.5z',
  stop: 'M7 7h10v10H7z',
  file: 'M6 3h8l4 4v14H6zM14 3v4h4',
  download: 'M12 4v11M7.5 11l4.5 4.5 4.5-4.5M5 20h14',
  upload: 'M12 19V8M7.5 12 12 7.5l4.5 4.5M5 4h14',
  copy: 'M9 9h11v11H9zM5 15H4V4h11v1',
  trash: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  alert: 'M12 4 2.5 20h19zM12 10v4M12 17v.01',
  sun: 'M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8zM12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.5 1.5M17.5 17.5 19 19M19 5l-1.5 1.5M6.500 17.500 5 19',
  moon: 'M20 14.500A8 8 0 0 1 9.500 4a8 8 0 1 0 10.500 10.500z',
  clock: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18zM12 7.500V12l3 2',
  screen: 'M3 5h18v11H3zM9 20h6M12 16v4',
  swap: 'M7 4 3.500 7.500 7 11M3.500 7.500H17M17 13l3.500 3.500L17 20M20.500 16.500H7',
  bolt: 'M13 3 5 13.500h6L10.500 21 19 10h-6.500z',
  apps: 'M5 5h5v5H5zM14 5h5v5h-5zM5 14h5v5H5zM14 14h5v5h-5z',
  link: 'M13 5h6v6M19 5l-9 9M10 6H5v13h13v-5',
  arrow: 'M12 5v14M6 13l6 6 6-6',
} as const;

export type IconName = keyof typeof paths;

export function icon(name: IconName): TemplateResult {
  return html`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${paths[name]}></path>`}</svg>`;
}

/** The bot's mark: a comment that goes round again. */
export function botMark(): TemplateResult {
  return html`<svg class="bot-mark" viewBox="0 0 40 40" aria-hidden="true">
    <path d="M29 14.500a10 10 0 1 0 1 8.500" /><path d="M30 9v6.500h-6.500" /><path class="filled" d="M17.500 16v8.500l7-4.250z" />
  </svg>`;
}
