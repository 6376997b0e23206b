/** Draws the files of a message: pictures as pictures, others to be downloaded. */
import type { APIAttachment } from 'discord.js';
import { html, type TemplateResult } from 'lit';
import type { Page } from '../core.ts';
import { localAddress } from './face.ts';
import { icon } from './icons.ts';

export function attachments(files: readonly APIAttachment[], page: Page): TemplateResult[] {
  return files.map((file) => {
    const address = localAddress(file.url, page.state.overview);
    const isPicture = /^image\/(png|jpeg|gif|webp)\b/.test(file.content_type ?? '');
    if (!isPicture || !address) return fileCard(file, page);
    const name = file.description ?? file.filename;
    const show = () => page.core.keeper.happen({ kind: 'overlay', overlay: { kind: 'image', url: address, name } });
    return html`<button type="button" class="picture" aria-label=${page.words.enlarge(name)} @click=${show}>
      <img src=${address} alt=${name} loading="lazy" />
    </button>`;
  });
}

export function fileCard(
  { filename, size, url }: Pick<APIAttachment, 'filename' | 'size' | 'url'>,
  { state, words, locale }: Page,
): TemplateResult {
  const address = localAddress(url, state.overview) ?? '';
  return html`<div class="file">
    ${icon('file')}
    <div class="file-name">
      <a href=${address} download=${filename}>${filename}</a><small>${bytes(size, locale)}</small>
    </div>
    <a class="icon-button" href=${address} download=${filename} aria-label=${words.download(filename)}>${icon('download')}</a>
  </div>`;
}

function bytes(size: number, locale: string): string {
  const [unit, amount] =
    size < 1_000 ? ['byte', size] : size < 1e6 ? ['kilobyte', size / 1_000] : ['megabyte', size / 1e6];
  const format = { style: 'unit', unit: String(unit), unitDisplay: 'short', maximumFractionDigits: 1 } as const;
  return new Intl.NumberFormat(locale, format).format(Number(amount));
}
