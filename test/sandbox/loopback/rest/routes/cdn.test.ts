import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LoopbackDiscord, startLoopbackDiscord } from '../../../../../src/sandbox/loopback/loopback.ts';

let discord: LoopbackDiscord;

beforeEach(async () => {
  discord = await startLoopbackDiscord();
});

afterEach(() => discord.close());

describe('the CDN', () => {
  it('the CDN has six default avatars, each another picture, and no seventh', async () => {
    const pictures = new Set<string>();
    for (let number = 0; number < 6; number += 1) {
      const answer = await fetch(`${discord.cdnUrl}/embed/avatars/${number}.png`);
      expect(answer.headers.get('content-type')).toBe('image/png');
      pictures.add(Buffer.from(await answer.arrayBuffer()).toString('base64'));
    }
    expect(pictures.size).toBe(6);
    expect([...pictures].every((picture) => picture.startsWith('iVBORw0KGgo'))).toBe(true);
    expect((await fetch(`${discord.cdnUrl}/embed/avatars/6.png`)).status).toBe(404);
  });
});
