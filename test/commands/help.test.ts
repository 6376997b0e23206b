import type { APIMessage } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { commands } from '../../commands/index.ts';
import type { Actor } from '../../src/sandbox/loopback/people/actor.ts';
import { buttonsOf, textOf } from '../../src/sandbox/loopback/people/components.ts';
import { registered } from '../support/commandTables.ts';
import { pressForged } from '../support/forge.ts';
import { startTeaHouse, type TeaHouse } from '../support/teaHouse.ts';

describe('/help', () => {
  let bed: TeaHouse['bed'];
  let channel: TeaHouse['channel'];
  let mika: TeaHouse['mika'];
  let alex: TeaHouse['alex'];
  let requests: TeaHouse['requests'];

  beforeEach(async () => {
    ({ bed, channel, mika, alex, requests } = await startTeaHouse());
  });

  afterEach(() => bed[Symbol.asyncDispose]());

  /** The texts of all its pages. */
  async function pages(who: Actor): Promise<string[]> {
    const answer = await who.slash('/help');
    expect(answer).toMatchObject({ private: true });
    const texts: string[] = [];
    let shown: APIMessage = answer.message;
    for (;;) {
      texts.push(textOf(shown));
      const next = buttonsOf(shown).find(({ emoji }) => emoji?.name === '▶️');
      if (!next || next.disabled) return texts;
      shown = (await who.click(shown, next.custom_id)).message;
    }
  }

  it('the help has every command once, to click on, with what it does in the reader’s language', async () => {
    const [en, ja] = [(await pages(alex)).join('\n'), (await pages(mika)).join('\n')];
    for (const path of registered().paths.keys()) {
      const [name] = path.split(' ');
      const id = bed.discord.world.commands.find((command) => command.name === name)?.id;
      for (const text of [en, ja]) expect(text.split(`</${path}:${id}>`), path).toHaveLength(2);
    }
    expect(en).toMatch(/<\/thread replay:\d+> Replay a thread in this channel, persona by persona$/m);
    expect(ja).toMatch(/<\/thread replay:\d+> スレッドをこのチャンネルで再生します$/m);
    expect(ja).toContain('（「サーバー管理」の権限が必要）');
    for (const { kind, definition } of commands) {
      if (kind !== 'message') continue;
      expect(en).toContain(`**${definition.name}** `);
      expect(ja).toContain(`**${definition.name_localizations?.ja}** `);
    }
  });

  it('the help takes one request a page, and shows the reader’s language alone', async () => {
    const before = requests();
    await alex.slash('/help');
    expect(requests() - before).toBe(1);
    for (const text of await pages(alex)) expect(text).not.toMatch(/[\p{Script=Hiragana}\p{Script=Han}]/u);
    for (const text of await pages(mika)) {
      for (const line of text.split('\n'))
        expect(line).toMatch(/[\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Han}]/u);
    }
  });

  it('a button of an older version leads to the help', async () => {
    const refused = await pressForged(bed, mika, 'gone:1');
    expect(textOf(refused.message)).toContain('以前のバージョン');
    const help = await mika.click(refused.message, 'ヘルプ');
    expect(help).toMatchObject({ kind: 'update' });
    expect(textOf(help.message)).toContain('## Repriseでできること');
  });

  it('a server that the bot joins hears nothing from it until somebody asks', async () => {
    const before = requests();
    const joined = bed.discord.addServer({ name: 'New here' });
    const general = joined.addTextChannel('general');
    joined.makeSystemChannel(general);
    const alone = joined.addMember({ name: 'Kai' }).in(general);
    await alone.slash('/help');
    expect(requests() - before).toBe(1);
    expect([...general.messages, ...channel.messages]).toEqual([]);
  });
});
