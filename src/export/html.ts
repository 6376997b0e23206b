/** A thread as one web page that needs nothing else: no script, no address elsewhere, both languages with a switch. */
import { createHash } from 'node:crypto';
import { linksIn } from '../text/links.ts';
import { type Bilingual, Language } from '../thread/bilingual.ts';
import { type PersonaKey, personaKey } from '../thread/identity.ts';
import { otherThan, textIn } from '../thread/language.ts';
import type { LinkCard, Thread } from '../thread/model.ts';
import { shownCard } from '../thread/utterance.ts';
import { pageStyle } from './pageStyle.ts';

/** What the page says by itself; everything else is the thread's. */
const WORDS = {
  language: { en: 'Language', ja: '言語' },
  both: { en: 'Both', ja: '両方' },
  comments: { en: 'Comments', ja: 'コメント' },
  author: { en: 'author', ja: '投稿者' },
  standIn: {
    en: 'There is no English version; this is the Japanese one.',
    ja: '日本語版がないため、英語で表示しています。',
  },
} as const;

/** What the languages call themselves. */
const LANGUAGE_NAMES: Readonly<Record<Language, string>> = { en: 'English', ja: '日本語' };

/** Faces by persona: PNG, shown at 40 pixels. Somebody without one is shown by name alone. */
export type Pictures = ReadonlyMap<PersonaKey, Uint8Array>;

/** Pixels of a face's side, for a fine screen and for a crowd: so that a page with hundreds of them stays below 1 MiB. */
const FINE = 80;
const COARSE = 40;

/** The largest cast that is drawn finely. */
const FINE_CAST = 80;

/** How many pixels wide and high the faces of a thread are drawn. */
export function pictureSize(thread: Thread): number {
  return speakersOf(thread).size > FINE_CAST ? COARSE : FINE;
}

function speakersOf({ author, comments }: Thread): Set<PersonaKey> {
  return new Set([author, ...comments.map(({ persona }) => persona)].map(personaKey));
}

/**
 * Writes a thread as HTML. It opens with both languages, the reader's first.
 *
 * @param pictures each stands in the page once, however often its persona speaks
 */
export function toHtml(thread: Thread, pictures: Pictures, reader: Language): string {
  const drawn = [...speakersOf(thread)].flatMap((key) => {
    const picture = pictures.get(key);
    return picture ? [{ key, picture }] : [];
  });
  const classes = new Map(drawn.map(({ key }, at) => [key, `face${at}`]));
  const style = pageStyle + drawn.map(({ picture }, at) => faceRule(`face${at}`, picture)).join('');
  return new Page(thread, classes, reader).write(style);
}

function faceRule(name: string, picture: Uint8Array): string {
  return `.${name}{background-image:url(data:image/png;base64,${Buffer.from(picture).toString('base64')})}`;
}

class Page {
  readonly #thread: Thread;
  readonly #faces: ReadonlyMap<PersonaKey, string>;
  readonly #reader: Language;
  /** The reader's first. */
  readonly #languages: readonly Language[];

  constructor(thread: Thread, faces: ReadonlyMap<PersonaKey, string>, reader: Language) {
    this.#thread = thread;
    this.#faces = faces;
    this.#reader = reader;
    this.#languages = [reader, otherThan(reader)];
  }

  write(style: string): string {
    const { title, comments } = this.#thread;
    const hash = createHash('sha256').update(style).digest('base64');
    const policy = `default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'`;
    return `<!doctype html>
<html lang="${this.#reader}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${asText(textIn(title, this.#reader).text)}</title>
<style>${style}</style>
</head>
<body>
<main class="page">
${this.#switch()}
${this.#head()}
${this.#post()}
<h2>${this.#versions(WORDS.comments)} <span class="count">${comments.length}</span></h2>
<ol>
${comments.map(({ persona, text }, index) => this.#comment(persona, text, index + 1)).join('\n')}
</ol>
</main>
</body>
</html>
`;
  }

  #switch(): string {
    const choice = (id: string, name: string, checked = '') =>
      `<label><input type="radio" name="language" id="show-${id}"${checked}>${name}</label>`;
    const both = this.#languages.map((language) => inLanguage(language, WORDS.both[language])).join(' ');
    return `<fieldset class="switch">
<legend>${this.#versions(WORDS.language)}</legend>
${choice('both', both, ' checked')}
${Language.options.map((language) => choice(language, inLanguage(language, LANGUAGE_NAMES[language]))).join('\n')}
</fieldset>`;
  }

  #head(): string {
    const { category, date, title } = this.#thread;
    const topic = category === '' ? '' : `<span class="category" dir="auto">${asText(category)}</span> `;
    return `<header class="head">
<p class="facts">${topic}<time datetime="${date}">${date}</time></p>
<h1>${this.#versions(title, '')}</h1>
</header>`;
  }

  #post(): string {
    const { author, body } = this.#thread;
    const card = shownCard(this.#thread);
    return `<article class="post">
${this.#face(author)}
<p class="names">${this.#names(author)}</p>
${card ? linkCard(card) : ''}${body ? this.#text(body) : ''}
</article>`;
  }

  #comment(persona: Bilingual, text: Bilingual, number: number): string {
    const id = `comment-${number}`;
    const isAuthor = personaKey(persona) === personaKey(this.#thread.author);
    const badge = isAuthor ? ` <span class="badge">${this.#versions(WORDS.author)}</span>` : '';
    return `<li id="${id}">
${this.#face(persona)}
<h3 class="names">${this.#names(persona)}${badge} <a class="number" href="#${id}">#${number}</a></h3>
${this.#text(text)}
</li>`;
  }

  #face(names: Bilingual): string {
    const drawn = this.#faces.get(personaKey(names));
    return `<span class="face${drawn ? ` ${drawn}` : ''}" aria-hidden="true"></span>`;
  }

  #names(names: Bilingual): string {
    const written = this.#languages.filter((language) => names[language] !== undefined);
    return written
      .map((language, at) => {
        const shown = written.length === 1 ? '' : language;
        return inLanguage(language, asText(names[language] ?? ''), [shown, at > 0 ? 'other' : ''].join(' '));
      })
      .join(' ');
  }

  /** A short text in each language it has, with a sign between; one that is missing is stood in for by the other. */
  #versions(text: Bilingual, between = '<span class="between"> / </span>'): string {
    const written = this.#languages.filter((language) => text[language] !== undefined);
    return written
      .map((language) => inLanguage(language, asText(text[language] ?? ''), written.length === 1 ? '' : language))
      .join(between);
  }

  /** A text in each language; where one is missing, the other is shown in its place, with a note. */
  #text(text: Bilingual): string {
    const written = this.#languages.filter((language) => text[language] !== undefined);
    const isSingle = written.length === 1;
    const parts = this.#languages.map((language) => {
      const own = text[language];
      if (own === undefined) {
        return `<p class="note missing ${language}" lang="${language}">${WORDS.standIn[language]}</p>`;
      }
      return `<div${isSingle ? '' : ` class="${language}"`} lang="${language}">${paragraphs(own)}</div>`;
    });
    return `<div class="said${isSingle ? ' single' : ''}">\n${parts.join('\n')}\n</div>`;
  }
}

function inLanguage(language: Language, html: string, classes = ''): string {
  const named = classes.trim();
  return `<span${named ? ` class="${named}"` : ''} lang="${language}" dir="auto">${html}</span>`;
}

function paragraphs(written: string): string {
  return written
    .split('\n\n')
    .map((paragraph) => `<p dir="auto">${paragraph.split('\n').map(withLinks).join('<br>')}</p>`)
    .join('');
}

function linkCard({ title, url }: LinkCard): string {
  const host = asText(URL.parse(url)?.host ?? url);
  const shown =
    title === undefined
      ? `<strong>${asText(url)}</strong>`
      : `<strong dir="auto">${asText(title)}</strong> <span>${host}</span>`;
  return `<a class="link" href="${asText(url)}" rel="noreferrer">${shown}</a>\n`;
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
