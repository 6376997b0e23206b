/** A thread as one web page that needs nothing else: no script, no address elsewhere, both languages with a switch. */
import { createHash } from 'node:crypto';
import { linksIn } from '../text/links.ts';
import type { Bilingual, Language } from '../thread/bilingual.ts';
import { type PersonaKey, personaKey } from '../thread/identity.ts';
import { otherThan } from '../thread/language.ts';
import type { Thread } from '../thread/model.ts';
import { pageStyle } from './pageStyle.ts';

/** What the page says by itself; everything else is the thread's. */
const WORDS = {
  language: { en: 'Language', ja: '言語' },
  both: { en: 'Both', ja: '両方' },
  en: { en: 'English', ja: '英語' },
  ja: { en: 'Japanese', ja: '日本語' },
  comments: { en: 'Comments', ja: 'コメント' },
  onlyIn: {
    en: 'This part exists only in Japanese.',
    ja: 'この部分は英語のみです。',
  },
} as const;

/** Faces by persona: PNG, shown at 40 pixels. Somebody without one is shown by name alone. */
export type Pictures = ReadonlyMap<PersonaKey, Uint8Array>;

/**
 * Writes a thread as HTML. It opens with both languages shown.
 *
 * @param pictures each stands in the page once, however often its persona speaks
 * @param reader whose language the window's title has, and who is told first what only one language has
 */
export function toHtml(thread: Thread, pictures: Pictures, reader: Language): string {
  const speakers = [thread.author, ...thread.comments.map(({ persona }) => persona)].map(personaKey);
  const faces = new Map([...new Set(speakers)].filter((key) => pictures.has(key)).map((key, at) => [key, `face${at}`]));
  const style = pageStyle + [...faces].map(([key, name]) => faceRule(name, pictures.get(key))).join('');
  const hash = createHash('sha256').update(style).digest('base64');
  const policy = `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
  const face = (names: Bilingual) => {
    const name = faces.get(personaKey(names));
    return `<span class="face${name ? ` ${name}` : ''}" aria-hidden="true"></span>`;
  };
  return `<!doctype html>
<html lang="${reader}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${asText(thread.title[reader] ?? thread.title[otherThan(reader)] ?? '')}</title>
<style>${style}</style>
</head>
<body>
<fieldset class="switch">
<legend>${versions(WORDS.language, 'span')}</legend>
${(['both', 'en', 'ja'] as const).map((choice) => radio(choice)).join('\n')}
</fieldset>
<main>
<article class="post">
<header>
${versions(thread.title, 'h1')}
<p class="facts">${[thread.category, thread.date].filter(Boolean).map(asText).join(' · ')}</p>
${face(thread.author)}<p class="name">${versions(thread.author, 'span')}</p>
</header>
${card(thread)}${thread.body ? text(thread.body) : ''}
</article>
<h2>${versions(WORDS.comments, 'span')} <span class="count">${thread.comments.length}</span></h2>
<ol>
${thread.comments
  .map(
    ({ persona, text: said }, index) => `<li id="comment-${index + 1}">
${face(persona)}<h3 class="name">${versions(persona, 'span')} <a class="number" href="#comment-${index + 1}">${index + 1}</a></h3>
${text(said)}
</li>`,
  )
  .join('\n')}
</ol>
</main>
</body>
</html>
`;
}

function faceRule(name: string, picture: Uint8Array | undefined): string {
  return `.${name}{background-image:url(data:image/png;base64,${Buffer.from(picture ?? []).toString('base64')})}`;
}

function radio(choice: 'both' | Language): string {
  const checked = choice === 'both' ? ' checked' : '';
  return `<label><input type="radio" name="language" id="show-${choice}"${checked}> ${versions(WORDS[choice], 'span')}</label>`;
}

/** A short text in each language it has; the one that is missing is stood in for by the other, whichever is chosen. */
function versions(bilingual: Bilingual, element: 'span' | 'h1'): string {
  const only = bilingual.en === undefined || bilingual.ja === undefined;
  return (['en', 'ja'] as const)
    .filter((language) => bilingual[language] !== undefined)
    .map((language) => {
      const shown = only ? '' : ` class="${language}"`;
      return `<${element}${shown} lang="${language}">${asText(bilingual[language] ?? '')}</${element}>`;
    })
    .join(element === 'span' && !only ? '<span class="between"> / </span>' : '');
}

/** A text in each language; where one is missing, the other is shown in its place, with a note. */
function text(bilingual: Bilingual): string {
  return (['en', 'ja'] as const)
    .map((language) => {
      const own = bilingual[language];
      if (own !== undefined) {
        const alone = bilingual[otherThan(language)] === undefined;
        return `<div class="${alone ? 'alone' : language}" lang="${language}">${paragraphs(own)}</div>`;
      }
      return `<p class="note ${language} chosen" lang="${language}">${asText(WORDS.onlyIn[language])}</p>`;
    })
    .join('\n');
}

function paragraphs(written: string): string {
  return written
    .split('\n\n')
    .map((paragraph) => `<p>${paragraph.split('\n').map(withLinks).join('<br>')}</p>`)
    .join('');
}

function card({ card: link }: Thread): string {
  if (!link) return '';
  return `<p class="card"><a href="${asText(link.url)}" rel="noreferrer">${asText(link.title ?? link.url)}</a></p>\n`;
}

function withLinks(line: string): string {
  let linked = '';
  let end = 0;
  for (const link of linksIn(line)) {
    const address = asText(line.slice(link.start, link.end));
    linked += `${asText(line.slice(end, link.start))}<a href="${address}" rel="noreferrer">${address}</a>`;
    end = link.end;
  }
  return linked + asText(line.slice(end));
}

function asText(written: string): string {
  const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
  return written.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
