import { expect, it } from 'vitest';
import type { Actor } from '../../src/sandbox/loopback/people/actor.ts';
import { textOf } from '../../src/sandbox/loopback/people/components.ts';
import { startTeaHouse } from '../support/teaHouse.ts';

it('whoever starts replays over and over is asked to wait, and told until when; others are not', async () => {
  const { bed, channel, mika, alex } = await startTeaHouse({ startsAMinute: 3 });
  await using _ = bed;
  let posts = 0;
  const startAndStop = async (who: Actor) => {
    const started = await who.slash('/thread replay', { thread: 'sourdough', pace: 'slow' });
    expect(started).toMatchObject({ private: false });
    // A line on its way would keep the replay from ending at once.
    const before = posts;
    posts = before + 1;
    await channel.waitFor(() => channel.posts.length > before);
    await who.slash('/thread stop');
    return started;
  };
  const first = await startAndStop(mika);
  const until = Math.ceil((bed.clock.now() + 60_000) / 1_000);
  for (let more = 0; more < 2; more += 1) await startAndStop(mika);
  for (const refused of [
    await mika.slash('/thread replay', { thread: 'sourdough' }),
    await mika.click(channel.messages.find(({ id }) => id === first.message.id) ?? first.message, 'Replay again'),
  ]) {
    expect(refused).toMatchObject({ private: true });
    expect(textOf(refused.message)).toBe(
      `1分間に始められる再生は3件までです。次の再生は<t:${until}:R>に始められます。`,
    );
  }
  await startAndStop(alex);
  await bed.clock.advance(60_000);
  await startAndStop(mika);
});

it('whoever has replays begin in many channels at one time gets no more than they may, and a refused one costs nothing', async () => {
  const { bed, server, mika } = await startTeaHouse({ startsAMinute: 3 });
  await using _ = bed;
  for (let refused = 0; refused < 5; refused += 1) await mika.slash('/thread replay', { thread: 'no such thing' });
  const member = server.addMember({ name: 'Kai' });
  const places = Array.from({ length: 6 }, (_, number) => server.addTextChannel(`room-${number}`));
  const replay = { thread: 'sourdough', pace: 'step' };
  const answers = await Promise.all(places.map((place) => member.in(place).slash('/thread replay', replay)));
  expect(answers.filter(({ message }) => textOf(message).includes('Step by step'))).toHaveLength(3);
  expect(await mika.slash('/thread replay', replay)).toMatchObject({ private: false });
});
