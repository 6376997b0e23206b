import { PermissionFlagsBits } from 'discord.js';
import { describe, expect, it } from 'vitest';
import { toCaller } from '../../../src/discord/interactions/answer.ts';
import { commandKit } from '../../../src/discord/interactions/command.ts';
import { CommandDirectory } from '../../../src/discord/interactions/commandDirectory.ts';
import { integer } from '../../../src/discord/interactions/options.ts';

const { chatCommand, commandGroup, messageCommand, subcommand } = commandKit<object>();
const run = async () => toCaller([]);

const tea = commandGroup('tea', {
  ...{
    ja: '茶',
    does: { en: 'Tea of all kinds', ja: 'お茶いろいろ' },
    memberPermissions: PermissionFlagsBits.ManageGuild,
  },
  subcommands: {
    pour: subcommand({ ja: '注ぐ', does: { en: 'Pours tea', ja: 'お茶を注ぎます' }, run }),
    brew: subcommand({ ja: '淹れる', does: { en: 'Brews tea', ja: 'お茶を淹れます' }, run }),
  },
});
const does = { en: 'Boils water', ja: 'お湯を沸かします' };
const boil = chatCommand('boil', {
  ...{ ja: '沸かす', does, run },
  options: { litres: integer({ ja: '量', does: { en: 'How much', ja: 'どれだけ' } }) },
});
const taste = messageCommand({ name: { en: 'Taste', ja: '味見' }, does: { en: 'Tastes it', ja: '味わいます' }, run });

describe('the directory of commands', () => {
  it('every command is listed with what it does, those of menus last, before their ids are known too', () => {
    expect(new CommandDirectory([taste, tea, boil]).chapters).toEqual([
      {
        about: { en: 'Tea of all kinds', ja: 'お茶いろいろ' },
        forManagers: true,
        commands: [
          { mention: { en: '`/tea pour`', ja: '`/茶 注ぐ`' }, does: { en: 'Pours tea', ja: 'お茶を注ぎます' } },
          { mention: { en: '`/tea brew`', ja: '`/茶 淹れる`' }, does: { en: 'Brews tea', ja: 'お茶を淹れます' } },
        ],
      },
      { about: undefined, forManagers: false, commands: [{ mention: { en: '`/boil`', ja: '`/沸かす`' }, does }] },
      {
        about: 'menu',
        forManagers: false,
        commands: [{ mention: { en: '**Taste**', ja: '**味見**' }, does: { en: 'Tastes it', ja: '味わいます' } }],
      },
    ]);
  });

  it('a command is clickable once Discord has given it an id, and its subcommands by the same one', () => {
    const directory = new CommandDirectory([tea, boil]);
    directory.registered(new Map([['tea', '5']]));
    const mentions = directory.chapters.flatMap(({ commands }) => commands.map(({ mention }) => mention));
    expect(mentions).toEqual([
      ...['</tea pour:5>', '</tea brew:5>'].map((mention) => ({ en: mention, ja: mention })),
      { en: '`/boil`', ja: '`/沸かす`' },
    ]);
  });
});
