import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Actor } from '../../src/sandbox/loopback/people/actor.ts';
import { buttonsOf, textOf } from '../../src/sandbox/loopback/people/components.ts';
import { importFile, openCommands, teaThread } from '../support/imports.ts';
import { startTeaHouse, type TeaHouse } from '../support/teaHouse.ts';

describe('names that are nobody’s', () => {
  let bed: TeaHouse['bed'];
  let server: TeaHouse['server'];
  let channel: TeaHouse['channel'];
  let mika: TeaHouse['mika'];
  let alex: TeaHouse['alex'];

  beforeEach(async () => {
    ({ bed, server, channel, mika, alex } = await startTeaHouse());
  });

  afterEach(() => bed[Symbol.asyncDispose]());

  /** Sends a command that names what is not there, and presses the first name that is offered. */
  async function corrected(who: Actor, path: string, options: Record<string, string | number>) {
    const refused = await who.slash(path, options);
    expect(refused, path).toMatchObject({ kind: 'message', private: true });
    const [first] = buttonsOf(refused.message);
    return { refused, first, answer: await who.click(refused.message, first?.custom_id ?? '') };
  }

  it('a replay begins with the thread that was meant, and with the other options as they were typed', async () => {
    const { first, answer } = await corrected(mika, '/thread replay', {
      ...{ thread: 'sourdogh', persona: 'bakr', language: 'ja', pace: 'instant' },
    });
    expect(first?.label).toMatch(/^サワードウ/);
    expect(textOf(answer.message)).toContain('このスレッドには、「bakr」に一致する登場人物は見つかりません。');
    const started = await mika.click(answer.message, buttonsOf(answer.message)[0]?.custom_id ?? '');
    expect(started).toMatchObject({ kind: 'message', private: false });
    await bed.passUntil(() => channel.posts.length >= 1);
    const names = new Set(channel.posts.map(({ author }) => author.username));
    expect([...names]).toEqual(['夜のパン職人']);
    expect(textOf(channel.messages.find(({ id }) => id === started.message.id) ?? started.message)).toContain(
      'Japanese · Instant · only 夜のパン職人',
    );
  });

  it.each([
    ['/thread show', { thread: 'sourdogh' }, '元の投稿'],
    ['/persona show', { persona: 'Nigth Baker' }, '夜のパン職人'],
  ])('%s shows what was meant in the place of the refusal', async (path, options, shown) => {
    const { answer } = await corrected(mika, path, options);
    expect(answer).toMatchObject({ kind: 'update' });
    expect(textOf(answer.message)).toContain(shown);
  });

  it('a search finds in the thread that was meant what was to be searched for', async () => {
    const { answer } = await corrected(alex, '/thread search', { words: 'fridge', thread: 'sourdogh' });
    expect(answer).toMatchObject({ kind: 'message', private: false });
    expect(textOf(answer.message)).toContain('### Search results · 1\n-# “fridge”');
  });

  it('a library’s thread or persona is hidden, exported, removed and muted as it was meant', async () => {
    await importFile(alex, teaThread());
    for (const [path, options, said] of [
      ['/library export', { thread: 'gren tea', format: 'json' }, 'Here it is'],
      ['/library mute', { persona: 'Nigth Baker' }, 'is muted on this server now'],
      ['/library unmute', { persona: 'Nigth Baker' }, 'is heard on this server again'],
      ['/library hide', { thread: 'gren tea' }, 'is hidden on this server now'],
      ['/library unhide', { thread: 'gren tea' }, 'is visible on this server again'],
      ['/library remove', { thread: 'gren tea' }, 'from this server? A replay of it'],
    ] as const) {
      const { answer } = await corrected(alex, path, options);
      expect(answer, path).toMatchObject({ kind: 'update' });
      expect(textOf(answer.message), path).toContain(said);
    }
  });

  it('nobody carries on with what they may no longer do', async () => {
    openCommands(bed.discord);
    const kai = server.addMember({ name: 'Kai', permissions: ['ManageGuild'] });
    const refused = await kai.in(channel).slash('/library hide', { thread: 'sourdogh' });
    server.state.members.set(kai.id, []);
    const answer = await kai.in(channel).click(refused.message, buttonsOf(refused.message)[0]?.custom_id ?? '');
    expect(textOf(answer.message)).toBe('This needs the Manage Server permission.');
    expect(textOf((await alex.slash('/thread list')).message)).toContain('sourdough');
  });

  it('a restart forgets what was typed, and the button says so', async () => {
    const refused = await mika.slash('/thread show', { thread: 'sourdogh' });
    await bed.restart(1_000);
    const answer = await mika.click(refused.message, buttonsOf(refused.message)[0]?.custom_id ?? '');
    expect(textOf(answer.message)).toBe(
      '入力した内容が残っていないため、続けられません。もう一度コマンドを実行してください。',
    );
  });
});
