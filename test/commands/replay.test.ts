/** `/thread replay`, its choices: what is played, from where on, and in which place. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { textOf } from '../../src/sandbox/loopback/people/components.ts';
import { startTeaHouse, type TeaHouse } from '../support/teaHouse.ts';

describe('/thread replay', () => {
  let bed: TeaHouse['bed'];
  let channel: TeaHouse['channel'];
  let mika: TeaHouse['mika'];
  let alex: TeaHouse['alex'];

  beforeEach(async () => {
    ({ bed, channel, mika, alex } = await startTeaHouse());
  });

  afterEach(() => bed[Symbol.asyncDispose]());

  const ended = () => bed.passUntil(() => channel.messages.some((message) => textOf(message).includes('The end')));
  const speakers = () => channel.posts.map(({ author }) => author.username);

  it('a replay from a number that the thread does not have is refused in private, naming the range, in the reader’s language', async () => {
    const [english, japanese] = [
      await alex.slash('/thread replay', { thread: 'sourdough', from: 99 }),
      await mika.slash('/thread replay', { thread: 'sourdough', from: 99 }),
    ];
    expect(english).toMatchObject({ private: true });
    expect(textOf(english.message)).toContain('`from` goes from 0 (the post itself) to 4.');
    expect(japanese).toMatchObject({ private: true });
    expect(textOf(japanese.message)).toContain('0（元の投稿）から4まで');
  });

  it('a replay of one persona counts comments as the thread does', async () => {
    await alex.slash('/thread replay', { thread: 'sourdough', persona: 'Food Chemist', from: 1, pace: 'instant' });
    await ended();
    expect(new Set(speakers())).toEqual(new Set(['Food Chemist']));
    expect(channel.posts[0]?.content).toContain('Yeast slows down in the cold');
  });

  it('a replay of the author alone begins with the thread’s own post', async () => {
    await alex.slash('/thread replay', { thread: 'sourdough', persona: 'Night Baker', pace: 'instant' });
    await ended();
    expect(new Set(speakers())).toEqual(new Set(['Night Baker']));
    expect(channel.posts[0]?.content).toContain('# Does a sourdough starter really need feeding every day?');
  });

  it('a replay of a persona who says nothing from there on is refused in private', async () => {
    const answer = await mika.slash('/thread replay', { thread: 'sourdough', persona: '食品化学者', from: 4 });
    expect(answer).toMatchObject({ private: true });
    expect(textOf(answer.message)).toContain('コメント4以降にはありません');
    expect(channel.posts).toEqual([]);
  });

  it('the places of a replay are called by both languages’ names', () => {
    const [command] = alex.commands.filter(({ name }) => name === 'thread');
    expect(JSON.stringify(command)).toContain(
      JSON.stringify([
        { name: 'Right here', name_localizations: { ja: 'このチャンネル' }, value: 'here' },
        {
          name: 'In a discussion of its own',
          name_localizations: { ja: '専用のディスカッション' },
          value: 'discussion',
        },
      ]),
    );
  });
});
