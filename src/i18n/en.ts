/** Every sentence a person reads, in English. The shape of this object is what `ja.ts` must fill. */
import type { DiscordRefusal, Meant } from '../app/problem.ts';
import { type PermissionName, type PlaceKind, permissionLabel, type Venue } from '../replay/permission.ts';
import type { Notify, Pace } from '../replay/post.ts';
import type { Control } from '../replay/state.ts';
import { type Days, daySetOf } from '../schedule/days.ts';
import { textIn } from '../thread/language.ts';
import { bold, boldName, channelLink, count, inAWhile, link, list, quoted, replayAddress, wallTime } from './format.ts';
import {
  type DayTexts,
  type DeletionObstacleTexts,
  deletionObstacleText,
  type HindranceTexts,
  type LeftOutLine,
  type LibrarySize,
  type PauseTexts,
  type ProblemTexts,
  type SettingTexts,
} from './texts.ts';

const pace: Record<Pace, string> = {
  instant: 'Instant',
  fast: 'Fast',
  natural: 'Natural',
  slow: 'Slow',
  step: 'Step by step',
};

const permission = (name: PermissionName, place?: PlaceKind) => bold(permissionLabel(name, 'en', place));

const howToGrant = 'Edit Channel → Permissions → allow it for the bot or its role';

const paused: PauseTexts = {
  'by-hand': () => 'Paused',
  late: () =>
    'Paused: Reprise was away and the next line is long overdue. Resume to go on from here, or Stop to leave it at that.',
  'missing-permission': (reason, channelId) =>
    `Paused: the bot lacks ${permission(reason.permission)} in ${channelLink(channelId)}. Grant it (${howToGrant}), then press Resume.`,
  'webhook-limit': (_, channelId) =>
    `Paused: ${channelLink(channelId)} already has all the webhooks Discord allows (15). Delete one under Edit Channel → Integrations → Webhooks, then press Resume.`,
  'server-webhook-limit': () =>
    'Paused: this server already has all the webhooks Discord allows (1,000). Delete one that nobody needs under Server Settings → Integrations → Webhooks, then press Resume.',
  'webhook-vanishes': () =>
    'Paused: the webhook that speaks for the personas was deleted again and again. Find out who or what deletes it (Server Settings → Audit Log), then press Resume.',
  unreachable: () => 'Paused: Discord did not accept the next line after several tries. Press Resume to try again.',
  'blocked-by-automod': () =>
    'Paused: this server’s AutoMod blocks the next line. Whoever manages the server can allow it (Server Settings → AutoMod); then press Resume. Or press “Leave out this line” to go on without it.',
  'title-blocked-by-automod': () =>
    'Paused: this server’s AutoMod does not let a Discord thread have this title. Whoever manages the server can allow it (Server Settings → AutoMod); then press Resume.',
  'harmful-link': () =>
    'Paused: Discord considers a link in the next line harmful and refuses it. Press Resume to try again, or “Leave out this line” to go on without it.',
  'unreadable-line': () =>
    'Paused: the next line is damaged in the bot’s database. Press “Leave out this line” to go on without it, or Stop to leave it at that. Whoever runs the bot finds the cause in its log.',
  locked: (_, channelId) =>
    `Paused: ${channelLink(channelId)} is locked, and only those with ${permission('ManageThreads')} may write there. Unlock it, or grant the bot that permission (${howToGrant}), then press Resume.`,
  'thread-channel-limit': () =>
    'Paused: this server already has all the active Discord threads it may have. Close one that nobody needs, then press Resume.',
  'tag-required': (_, channelId) =>
    `Paused: every post in ${channelLink(channelId)} needs a tag. Turn off “Require people to select tags when posting” (Edit Channel → Overview), then press Resume. Or add a tag named after the thread’s category, press Stop, and replay the thread again.`,
  rejected: (reason) =>
    `Paused: Discord did not accept the next line. Press Resume in a few minutes to try again, or “Leave out this line” to go on without it. If it happens again, tell whoever runs the bot (Discord’s code: ${reason.code}).`,
};

const deletionObstacles: DeletionObstacleTexts = {
  'missing-permission': ({ permission: name }, channelId) => {
    const why = name === 'ManageMessages' ? 'The webhook that posted this is gone, and the bot' : 'The bot';
    return `${why} lacks ${permission(name)} in ${channelLink(channelId)}. Grant it (${howToGrant}), then try again.`;
  },
  unreachable: () => 'Discord did not answer after several tries. Please try again later.',
  rejected: ({ code }) =>
    `Discord did not let the bot delete this. Please try again in a few minutes. If it happens again, tell whoever runs the bot (Discord’s code: ${code}).`,
};

function sizeText({ threads, comments, characters }: LibrarySize): string {
  return list([count(threads, 'thread'), count(comments, 'comment'), count(characters, 'character')], 'and');
}

/** What was not found, and what may have been meant; where nothing comes near, what else helps. */
function notFound(sentence: string, nearest: readonly Meant[], help = ''): string {
  const names = nearest.map(({ name }) => quoted(name));
  const hint = nearest.length > 0 ? `Did you mean ${list(names, 'or')}?` : help;
  return hint ? `${sentence} ${hint}` : sentence;
}

const ifItHappensAgain = (reference: string) =>
  `If it happens again, tell whoever runs the bot this reference: \`${reference}\`.`;

const refusedByDiscord: Record<DiscordRefusal, string> = {
  'channel-gone': 'This channel does not exist any more. Please use the command in another one.',
  'message-gone': 'This message does not exist any more.',
  'no-access': `The bot cannot see what this needs: it lacks ${bold('View Channel')} there. An admin can grant it: ${howToGrant}.`,
  'no-permission': `Discord does not let the bot do this: it lacks a permission here. An admin can grant it: ${howToGrant}.`,
  'too-large':
    'The file is larger than Discord takes from a bot. Choose another format, or a smaller thread: `/library export`.',
  'uploads-limited': 'Discord has limited files on this server for now. Please try again later.',
  'channel-full-of-webhooks':
    'This channel already has all the webhooks Discord allows (15). Delete one under Edit Channel → Integrations → Webhooks, then try again.',
  'server-full-of-webhooks':
    'This server already has all the webhooks Discord allows (1,000). Delete some under Server Settings → Integrations → Webhooks, then try again.',
  'server-full-of-threads':
    'This server already has all the active Discord threads it may have (1,000). Archive some, then try again.',
  locked: 'This Discord thread is locked. Whoever has the Manage Threads permission can unlock it; then try again.',
  archived: 'This Discord thread is archived. Write a message in it to bring it back, then try again.',
  automod:
    'This server’s AutoMod blocked what the bot wanted to show. An admin can exempt the bot’s role under Server Settings → AutoMod.',
  'harmful-link': 'Discord blocked what the bot wanted to show: it considers a link in it harmful.',
  'switched-off': 'Discord has switched this off for now. Please try again later.',
};

const problem: ProblemTexts = {
  'no-such-thread': ({ asked, nearest }) =>
    notFound(`There is no thread ${quoted(asked)}.`, nearest, '`/thread list` shows them all.'),
  'no-such-persona': ({ asked, nearest }) =>
    notFound(`There is no persona ${quoted(asked)} in this thread.`, nearest, '`/thread show` shows who speaks in it.'),
  'unknown-persona': ({ asked, nearest }) =>
    notFound(`There is no persona ${quoted(asked)}.`, nearest, '`/persona list` shows everybody.'),
  'not-hidden': ({ asked, nearest }) => notFound(`No hidden thread is called ${quoted(asked)}.`, nearest),
  'not-muted': ({ asked, nearest }) => notFound(`No muted persona is called ${quoted(asked)}.`, nearest),
  'not-imported': ({ asked, nearest }) => notFound(`This server imported no thread called ${quoted(asked)}.`, nearest),
  'shipped-thread': ({ title }) =>
    `${quoted(textIn(title, 'en').text)} ships with the bot and cannot be removed. \`/library hide\` hides it on this server.`,
  'file-of-another-kind': ({ name }) =>
    `${boldName(name)} is neither a \`.txt\` nor a \`.json\` file. A thread is a text file in the thread format, or JSON as \`/library export\` makes it.`,
  'file-too-large': ({ name, most }) =>
    `${boldName(name)} is too large: such a file may have ${Math.floor(most / 1_024).toLocaleString('en')} KiB. Divide it into several threads.`,
  'file-unavailable': ({ name }) =>
    `Discord did not hand over ${boldName(name)}, so nothing was imported. Please attach it again.`,
  'import-forgotten': () => 'This file is no longer at hand. Please import it again: `/library import`.',
  'library-full': ({ most, ...size }) =>
    `There is no room for this thread. A server’s own threads can come to ${sizeText(most)}; this server has ${sizeText(size)}. Remove one first: \`/library remove\`.`,
  'nothing-to-search': () => 'Say what to look for: `words`, a `persona` or a `thread`.',
  'may-not-search-aloud': () =>
    'Everybody here would see the results, and you may not write messages here. With `private` set to True only you see them.',
  'search-forgotten': () => 'This search is no longer at hand. Please search again: `/thread search`.',
  'no-such-comment': () => 'This comment is no longer there: its thread has changed since.',
  'not-a-post': () => 'Translate works on what a persona says in a replay; this message is something else.',
  'post-outdated': () =>
    'The thread that this was posted from has changed or is gone, so there is no translation of it any more.',
  'already-both': () => 'This post already has both languages, one below the other.',
  'no-translation': ({ has }) =>
    `This has not been translated: it exists only in ${has === 'en' ? 'English' : 'Japanese'}.`,
  'from-out-of-range': ({ from, last }) =>
    `This thread has no comment ${from}. \`from\` goes from 0 (the post itself) to ${last}.`,
  'nothing-to-play': ({ persona, from }) =>
    persona === undefined
      ? `Everybody who speaks from comment ${from} on is muted here. Choose a smaller \`from\`, or \`/library unmute\` somebody.`
      : `${boldName(persona)} says nothing from comment ${from} on. Choose a smaller \`from\`.`,
  occupied: ({ by }) =>
    `A replay is already running here: ${replayAddress(by)}. Stop it first, or start yours in another channel.`,
  'too-many-replays': ({ limit }) =>
    `This server already has ${limit} replays that have not ended, as many as it may have. Stop one, or wait until one ends.`,
  'starts-too-often': ({ limit, until }) =>
    `You have started ${count(limit, 'replay')} within a minute. You can start the next one ${inAWhile(until)}.`,
  'no-replay-here': () => 'No replay is running in this channel. `/thread replay` starts one.',
  'replay-over': () => 'This replay is over.',
  'no-effect': ({ control, state }) => {
    if (control !== 'skip')
      return state === 'paused' ? 'The replay is already paused.' : 'The replay is already playing.';
    return state === 'held'
      ? 'Discord has not taken the next line yet. Reprise sends it again as soon as Discord allows.'
      : 'The next line is already on its way.';
  },
  'may-not-catch-up': () => 'Catch up is for those who may write messages here.',
  'thread-unseen': () =>
    'The thread of this replay is hidden on this server, or no longer there. `/thread list` shows those that are.',
  'nothing-posted': () => 'No post of this replay is here.',
  'no-further-pace': ({ way, pace: at }) =>
    way === 'faster'
      ? `The replay already runs as fast as it can be made to: ${bold(pace[at])}.`
      : `The replay cannot go slower: at this pace (${bold(pace[at])}) each line waits until somebody presses **Next**.`,
  'not-yours-to-control': () =>
    'Only whoever started this replay, or somebody with the Manage Messages permission, can control it.',
  'bot-lacks-permissions': ({ permissions, channelId, place }) =>
    `The bot cannot replay in ${channelLink(channelId)}: it lacks ${list(
      permissions.map((name) => permission(name, place)),
      'and',
    )}. An admin can grant it: ${howToGrant}.`,
  'no-replay-there': ({ channelId }) =>
    `Nothing can be replayed in ${channelLink(channelId)}. Replays play in text, announcement, voice and stage channels, in forums, and in Discord threads.`,
  'no-discussion-there': ({ channelId }) =>
    `Discord has no threads in ${channelLink(channelId)}, so no discussion can be opened there. Replay right there (\`place\`: Right here), or ask for a discussion in a text channel or a forum.`,
  'forum-needs-tag': ({ channelId, category }) =>
    category === ''
      ? `Every post in ${channelLink(channelId)} needs a tag, and this thread has no category that a tag could be named after. An admin can turn off “Require people to select tags when posting” (Edit Channel → Overview).`
      : `Every post in ${channelLink(channelId)} needs a tag, and none is named after this thread’s category, ${quoted(category)}. An admin can add such a tag, or turn off “Require people to select tags when posting” (Edit Channel → Overview).`,
  'channel-gone': () => 'That channel no longer exists.',
  'several-replays-here': ({ replays }) =>
    `Several replays are controlled from here: ${list(replays.map(replayAddress), 'and')}. Press the buttons of the one you mean, or use the command where it plays.`,
  'you-may-not-write-here': () => 'You cannot start a replay where you may not write messages.',
  'not-a-time': ({ asked }) => `${quoted(asked)} is no time of day. Type it as \`HH:MM\`, for example \`09:30\`.`,
  'not-days': ({ asked }) =>
    `${quoted(asked)} names no days. Type \`daily\`, \`weekdays\`, \`weekends\`, or names of days: \`mon,wed\`.`,
  'no-such-zone': ({ asked, nearest }) =>
    notFound(
      `There is no time zone ${quoted(asked)}.`,
      nearest,
      'Time zones are named after cities: `Asia/Tokyo`, `Europe/London`.',
    ),
  'no-such-schedule': ({ asked, nearest }) =>
    notFound(`There is no schedule ${quoted(asked)}.`, nearest, '`/schedule list` shows them all.'),
  'quiet-half-said': () => 'Quiet hours need both `from` and `to`. Without either of them there are no quiet hours.',
  'quiet-all-day': () => '`from` and `to` are the same, so the quiet hours would never end. Choose two times.',
  'too-many-schedules': ({ limit }) =>
    `This server already has ${limit} schedules, as many as it may have. Remove one first: \`/schedule remove\`.`,
  'nothing-to-undo': ({ startedIn }) =>
    startedIn === undefined
      ? 'No replay was started in this channel, so there is nothing to undo.'
      : `The replay here was started in ${channelLink(startedIn)}. Use \`/thread undo\` there.`,
  'undo-while-running': ({ replay }) =>
    `The latest replay here has not ended: ${replayAddress(replay)}. Stop it first (\`/thread stop\`), then undo it.`,
  'being-undone': ({ title }) => `The replay of ${quoted(textIn(title, 'en').text)} is being undone already.`,
  'undone-before': ({ title }) =>
    `The latest replay here, of ${quoted(textIn(title, 'en').text)}, has been undone already.`,
  'not-yours-to-undo': () =>
    'Only whoever started this replay, or somebody with the Manage Messages permission here, can undo it.',
  'nothing-about-this': () =>
    'This message is not part of a replay. Reprise can tell you about what a persona says in one.',
  'post-gone': () => 'This post is no longer there: somebody has deleted it.',
  'post-unfinished': ({ replay }) =>
    `The rest of this text is still to be posted. You can delete it once it is there whole, or once the replay was stopped: ${replayAddress(replay)}`,
  'post-not-deleted': ({ obstacle, channelId }) =>
    `The post was not deleted. ${deletionObstacleText(deletionObstacles, obstacle, channelId)}`,
  'manage-messages-needed': () => 'This needs the Manage Messages permission in the channel of the post.',
  'muted-here': ({ name }) =>
    `${boldName(name)} is muted on this server, so what they say is left out. Whoever manages the server can change that: \`/library unmute\`.`,
  'manage-server-needed': () => 'This needs the Manage Server permission.',
  'rights-unknown': ({ channelId }) =>
    `Discord did not say what the bot may do in ${channelLink(channelId)}. Use \`/settings check\` in that channel, or choose it as \`channel\`.`,
  'not-in-a-server': () => 'Reprise works in servers only.',
  outdated: () => 'This belongs to an older version of Reprise. Please use the command again.',
  'command-forgotten': () => 'What you typed is no longer at hand. Please use the command again.',
  'store-failed': ({ reference }) =>
    `The bot could not reach its database, so nothing was changed. Please try again in a moment. ${ifItHappensAgain(reference)}`,
  'discord-failed': ({ reference }) =>
    `Discord did not answer the bot as expected. Please try again in a moment. ${ifItHappensAgain(reference)}`,
  'discord-busy': ({ seconds }) =>
    `Discord lets the bot do only so much at a time. Please try again in ${count(seconds, 'second')}.`,
  'refused-by-discord': ({ why }) => refusedByDiscord[why],
  unexpected: ({ reference }) =>
    `Something went wrong on the bot’s side; nothing you did. ${ifItHappensAgain(reference)}`,
};

const dayNames: DayTexts = {
  ...{ daily: 'Every day', weekdays: 'Weekdays', weekends: 'Weekends' },
  ...{ mon: 'Mondays', tue: 'Tuesdays', wed: 'Wednesdays', thu: 'Thursdays', fri: 'Fridays', sat: 'Saturdays' },
  sun: 'Sundays',
};

function daysOf(days: Days): string {
  const set = daySetOf(days);
  return set
    ? dayNames[set]
    : list(
        days.map((day) => dayNames[day]),
        'and',
      );
}

const hindrance: HindranceTexts = {
  occupied: () => 'another replay in the channel',
  'too-many-replays': () => 'too many replays on this server at once',
  'discord-failed': () => 'no answer from Discord',
  'bot-lacks-permissions': ({ permissions }) =>
    `the bot lacks ${list(
      permissions.map((name) => permission(name)),
      'and',
    )} there`,
  'no-such-thread': () => 'its thread is hidden or was removed',
  'no-threads': () => 'this server sees no threads',
  'nothing-to-play': () => 'everybody who speaks in the thread is muted',
  'forum-needs-tag': () => 'every post in this forum needs a tag, and none is named after the thread’s category',
  refused: () => 'the channel does not take replays as it is set up',
  unexpected: () => 'a fault on the bot’s side',
  missed: () => 'the bot was away',
};

const contentLanguage = { en: 'English', ja: 'Japanese', both: 'English and Japanese' };

const onOff = { on: 'On', off: 'Off' };

const notify: Record<Notify, string> = { first: 'The first post only', all: 'Every post', none: 'No post' };

/** In the order in which they are shown. */
const settings: SettingTexts = {
  language: { name: 'Language of the posts', value: (language) => contentLanguage[language] },
  pace: { name: 'Pace of replays', value: (chosen) => pace[chosen] },
  notify: { name: 'Posts that notify members', value: (which) => notify[which] },
  translate: { name: 'Translate button under posts', value: (on) => onOff[on ? 'on' : 'off'] },
  quiet: {
    name: 'Quiet hours (nothing begins by schedule)',
    value: (hours) => (hours === 'off' ? onOff.off : `${hours.from} to ${hours.to} (${hours.zone})`),
    typed: '`/settings quiet` changes them',
  },
};

const numbered = (number: number, last: number) => (number === 0 ? 'The post' : `Comment ${number} of ${last}`);

/** By where they are read; problems by their codes. */
export const en = {
  contentLanguage,
  pace,
  venue: { here: 'Right here', discussion: 'In a discussion of its own' } satisfies Record<Venue, string>,
  notify,
  comments: (number: number) => count(number, 'comment'),
  posts: (number: number) => count(number, 'post'),
  threads: (number: number) => count(number, 'thread'),
  personas: (number: number) => count(number, 'persona'),
  onlyIn: { en: 'This part exists only in English.', ja: 'This part exists only in Japanese.' },
  page: (page: number, pages: number) => `Page ${page} of ${pages}`,
  previousPage: 'Previous',
  nextPage: 'Next',
  read: 'Read',
  replay: 'Replay',
  translate: 'Translate',
  switch: onOff,
  numbered,

  threadList: {
    heading: (number: number) => `Threads · ${number.toLocaleString('en')}`,
    empty: 'There are no threads here yet. Whoever manages this server can add one: `/library import`.',
  },

  search: {
    heading: (number: number, complete: boolean) =>
      `Search results · ${number.toLocaleString('en')}${complete ? '' : '+'}`,
    words: quoted,
    corrected: (asked: string, instead: string) =>
      `No match for ${quoted(asked)}; showing results for ${quoted(instead)}.`,
    nothing: 'Nothing found',
    nearestWords: (words: readonly string[]) =>
      `Did you mean ${list(
        words.map((word) => bold(quoted(word))),
        'or',
      )}?`,
    nearestPersonas: (names: readonly string[]) => `Personas with a similar name: ${list(names.map(quoted), 'and')}.`,
    hint: 'Try fewer or shorter words, or leave out a filter.',
    jump: (address: string) => link('Jump to the post', address),
    show: 'Show',
    replayFrom: 'Replay from here',
  },

  personaList: {
    heading: (number: number) => `Personas · ${number.toLocaleString('en')}`,
    empty: 'Nobody speaks here yet: there are no threads.',
    show: 'Show',
  },

  control: {
    labels: { pause: 'Pause', resume: 'Resume', skip: 'Skip', stop: 'Stop' } satisfies Record<Control, string>,
    next: 'Next',
    faster: 'Faster',
    slower: 'Slower',
    passOver: 'Leave out this line',
    catchUp: 'Catch up',
    index: 'Index',
    again: 'Replay again',
    startedBy: (user: string) => `started by ${user}`,
    bySchedule: (user: string) => `started by a schedule of ${user}`,
    onlyPersona: (name: string) => `only ${name}`,
    fromComment: (number: number) => `from comment ${number}`,
    playing: 'Playing',
    ends: (when: string) => `ends ${when}`,
    resting: 'Waiting for you: anybody may press **Next** to see the next line.',
    stopping: 'Stopping',
    left: (minutes: number) => (minutes < 1 ? 'less than a minute left' : `about ${minutes} min left`),
    finished: 'The end',
    stopped: 'Stopped',
    unpressed: 'Ended: nobody pressed Next for seven days.',
    channelGone: 'Ended: the channel no longer exists.',
    serverGone: 'Ended: the bot was removed from the server.',
    threadRemoved: 'Ended: the thread was removed from this server.',
    paused,
    passedOver: (lines: readonly LeftOutLine[]) =>
      `Left out because it could not be shown: ${list(
        lines.map(({ comment, isRest }) => {
          const name = comment === 0 ? 'the post' : `comment ${comment}`;
          return isRest ? `the rest of ${name}` : name;
        }),
        'and',
      )}`,
    resumedAtOnce: 'Resumed: the next line comes now.',
    paceChanged: (to: Pace, isPaused: boolean) =>
      [
        `The pace is now ${bold(pace[to])}.`,
        ...(isPaused ? ['The replay is still paused: use `/thread resume` to go on.'] : []),
        ...(to === 'step' ? [`Each line ${isPaused ? 'then' : 'now'} waits until somebody presses **Next**.`] : []),
      ].join(' '),
    done: {
      pause: 'Paused. Use `/thread resume` to go on.',
      resume: 'Resumed.',
      skip: 'Skipped the wait: the next line comes now.',
      stop: 'Stopped.',
    } satisfies Record<Control, string>,
  },

  help: {
    heading: 'What Reprise does',
    introduction:
      'It replays discussion threads in a channel: comment by comment, every persona with its own name and face, in English, Japanese or both. It finds what was said, and translates any post just for you. Click a command to type it.',
    forManagers: (about: string) => `${about} · for those with Manage Server`,
    inMenu: 'On a post: right-click it or hold it, then Apps',
    open: 'Help',
  },

  recap: {
    soFar: 'What was said so far',
    all: 'Index',
    first: 'First',
    newest: 'Newest',
    firstPost: (address: string) => link('First post', address),
    newestPost: (address: string) => link('Newest post', address),
    youAreHere: 'You are here',
  },

  settings: {
    heading: 'Settings of this server',
    each: settings,
    chosen: 'chosen',
    byDefault: 'default',
    languageSet: (language: string) => `From now on, replays on this server are posted in ${bold(language)}.`,
    paceSet: (name: string) => `Replays now run at the pace ${bold(name)}, unless whoever starts one chooses another.`,
    notifySet: {
      first: 'From the next replay on, only the first post notifies members; the others come silently.',
      all: 'From the next replay on, every post notifies members as any message does.',
      none: 'From the next replay on, no post notifies members: all come silently.',
    } satisfies Record<Notify, string>,
    translateSet: {
      on: 'From the next replay on, posts carry a small Translate button.',
      off: 'From the next replay on, posts carry no Translate button. A post’s menu (Apps → Translate) still translates it.',
    },
    quietSet: {
      on: (from: string, to: string, zone: string) =>
        `Quiet hours are now ${bold(from)} to ${bold(to)} (${zone}): nothing begins by schedule then. What is due in them begins when they end.`,
      off: 'Quiet hours are off: schedules begin at any time of day.',
    },
    askReset: 'Set everything back to the defaults?',
    reset: 'Reset',
    cancel: 'Cancel',
    wasReset: 'All settings are back to their defaults.',
    kept: 'Nothing was changed.',
  },

  schedule: {
    days: daysOf,
    hindrance,
    heading: (number: number) => `Schedules · ${number.toLocaleString('en')}`,
    empty: 'Nothing is scheduled on this server yet. `/schedule add` makes a schedule.',
    when: (days: string, time: string, zone: string) => `${bold(`${days}, ${time}`)} (${zone})`,
    where: {
      here: (channel: string) => channel,
      discussion: (channel: string) => `a Discord thread of its own in ${channel}`,
    },
    anyThread: 'Whichever thread was replayed here longest ago, or never',
    goneThread: 'Its thread is hidden or was removed',
    by: (user: string) => `made by ${user}`,
    made: 'Scheduled',
    nextRuns: 'The next times, there and where you are:',
    onTheWall: (moment: number, zone: string) => wallTime(moment, zone, 'en-GB'),
    begins: (when: string) => `begins ${when}, when the quiet hours end`,
    next: (when: string) => `Next: ${when}`,
    afterQuiet: (when: string) => `Next: ${when}, when the quiet hours end`,
    waits: (because: string, until: string) => `Waiting: ${because}. It is skipped if that lasts until ${until}.`,
    off: 'Off: its channel no longer exists.',
    begun: (when: string) => `Last: ${when}`,
    skipped: (when: string, because: string) => `Last: ${when}, skipped (${because})`,
    askRemove: (what: string) => `Remove this schedule? ${what}`,
    removed: (what: string) => `Removed: ${what}. A replay that it has begun goes on.`,
    remove: 'Remove',
    cancel: 'Cancel',
    kept: 'Nothing was changed.',
    turnedOff: (user: string, when: string, channel: string) =>
      `${user}, your schedule is off, because its channel no longer exists: ${when} in ${channel}. \`/schedule add\` makes another one for another channel.`,
  },

  library: {
    imported: (title: string) => `### Imported: ${quoted(title)}`,
    replaced: (title: string) => `### Replaced: ${quoted(title)}`,
    onlyHere: 'Only this server sees it.',
    unchanged: (title: string, hidden: boolean) =>
      `${quoted(title)} is here already, word for word. Nothing was changed.${hidden ? ' It is hidden on this server: `/library unhide` brings it back.' : ''}`,
    warnings: (number: number) => `Worth a look (${count(number, 'place')}):`,
    more: (number: number) => `… and ${number.toLocaleString('en')} more`,
    bad: (name: string, number: number) =>
      `### ${boldName(name)} cannot be imported\nNothing was stored. ${number === 1 ? 'One thing is wrong with it' : `${number.toLocaleString('en')} things are wrong with it`}:`,
    badAttached: 'The list is long: it is in the attached file.',
    differs: (title: string) => `### ${quoted(title)} is here already, with other content`,
    added: (number: number) => `${count(number, 'comment')} added`,
    removed: (number: number) => `${count(number, 'comment')} removed`,
    changed: (number: number) => `${count(number, 'comment')} changed`,
    reordered: 'The same comments in another order',
    post: 'The post itself changed',
    askReplace: (shipped: boolean) =>
      `${shipped ? 'It ships with the bot. Your version would replace it on this server alone. ' : ''}Replace it?`,
    replace: 'Replace',
    cancel: 'Cancel',
    kept: 'Nothing was changed.',
    exported: (name: string) => `Here it is: ${boldName(name)}.`,
    askRemove: (title: string) =>
      `Remove ${quoted(title)} from this server? A replay of it that is running ends. Export it first if you may want it back: \`/library export\`.`,
    remove: 'Remove',
    wasRemoved: (title: string, uncovered: boolean) =>
      `${quoted(title)} was removed from this server.${uncovered ? ' The one that ships with the bot is back in its place.' : ''}`,
    hidden: (title: string) => `${quoted(title)} is hidden on this server now. \`/library unhide\` brings it back.`,
    unhidden: (title: string) => `${quoted(title)} is visible on this server again.`,
    muted: (name: string) =>
      `${boldName(name)} is muted on this server now: replays, lists and searches leave out what they say. \`/library unmute\` brings them back.`,
    unmuted: (name: string) => `${boldName(name)} is heard on this server again.`,
    formats: {
      text: 'Text (can be imported again)',
      json: 'JSON (can be imported again)',
      markdown: 'Markdown',
      html: 'Web page (HTML)',
    },
  },

  undo: {
    ask: (title: string, posts: number, channelId: string) =>
      `Delete ${posts === 0 ? 'whatever' : `the ${count(posts, 'post')} that`} the replay of ${quoted(title)} made in ${channelLink(channelId)}? Nothing else is deleted. This cannot be taken back.`,
    confirm: 'Delete the posts',
    cancel: 'Cancel',
    kept: 'Nothing was deleted.',
    underWay: (deleted: number, posts: number) =>
      `Undoing: ${deleted.toLocaleString('en')} of ${count(posts, 'post')} deleted`,
    goesOn: (address: string) => `It goes on by itself; ${address} shows when it is done.`,
    done: (posts: number) => (posts === 0 ? 'Undone' : `Undone: ${count(posts, 'post')} deleted`),
    held: (left: number) => `Not all is undone: ${count(left, 'post')} left`,
    obstacles: deletionObstacles,
    again: '`/thread undo` goes on.',
  },

  about: {
    name: 'About this post',
    comment: (number: number, last: number | undefined) =>
      last === undefined && number > 0 ? `Comment ${number}` : numbered(number, last ?? 0),
    startedBy: (user: string) => `Replay started by ${user}`,
    bySchedule: (user: string) => `Replay started by a schedule of ${user}`,
    firstPost: (address: string) => link('First post of this replay', address),
    control: (address: string) => link('Control message', address),
    mutedHere: 'Muted on this server',
    delete: 'Delete this post',
    mute: 'Mute this persona',
    askDelete: (name: string, parts: number) =>
      `Delete this post of ${boldName(name)}${parts > 1 ? `, all ${parts} parts of it` : ''}? This cannot be taken back.`,
    confirmDelete: 'Delete',
    cancel: 'Cancel',
    deleted: 'The post was deleted.',
  },

  /** What a server's audit log says; long ones lose their end. */
  audit: {
    undo: (title: string, userId: string) => `Replay undone by member ${userId}: ${title}`,
    postDeleted: (title: string, userId: string) => `Post of a replay deleted by member ${userId}: ${title}`,
    replay: (title: string, userId: string) => `Replay started by member ${userId}: ${title}`,
  },

  /** What stops working without a permission that the bot lacks. */
  without: {
    ViewChannel: 'The bot sees nothing there, so nothing can be replayed.',
    SendMessages: 'There is no control message with its buttons. In a forum, no post can be opened.',
    SendMessagesInThreads: 'Nothing can be posted in Discord threads or forum posts.',
    CreatePublicThreads: 'A replay cannot open a Discord thread of its own (`place`: In a discussion of its own).',
    ManageWebhooks: 'Personas cannot speak: their lines are posted through a webhook.',
    ReadMessageHistory:
      'When Discord’s answer is lost, the bot cannot look whether a line arrived, and the replay pauses.',
    ManageThreads: 'In a locked Discord thread, a replay pauses.',
    Connect: 'Nothing can be posted in the chat of this voice channel.',
    ManageMessages:
      'Posts whose webhook was deleted cannot be deleted: `/thread undo` and Delete this post leave them.',
  } satisfies Record<PermissionName, string>,

  check: {
    heading: (channelId: string) => `Permissions in ${channelLink(channelId)}`,
    complete: 'The bot has every permission it needs here.',
    missing: (number: number) => `The bot lacks ${count(number, 'permission')} here.`,
    held: (permission: string) => `${permission}: granted`,
    lacking: (permission: string) => `${permission}: missing`,
    spare: (permission: string) => `${permission}: missing, and seldom needed`,
    without: (what: string) => `Without it: ${what}`,
    howToGrant: (inThreadChannel: boolean) =>
      `${bold('How to grant')}: somebody who manages ${inThreadChannel ? 'the channel that this Discord thread is in' : 'the channel'} opens ${howToGrant}.`,
    check: 'Check',
    again: 'Check again',
  },

  refusedByDiscord,

  problem,
};

/** The shape every language fills. */
export type Sentences = typeof en;
