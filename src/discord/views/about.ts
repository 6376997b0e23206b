/** What is behind a post of a replay, and what can be done about it. */
import { userMention } from '@discordjs/formatters';
import { messageLink } from 'discord.js';
import type { PostCard, PostParts } from '../../app/inspecting.ts';
import { replayAddress } from '../../i18n/format.ts';
import type { Sentences } from '../../i18n/i18n.ts';
import type { Language } from '../../thread/bilingual.ts';
import { bothIn, textIn } from '../../thread/language.ts';
import { buttonCodec } from '../interactions/idCodec.ts';
import { callId, commentNumber, oneOf } from '../interactions/idFields.ts';
import { brief, button, buttons, container, portrait, text, type View } from './parts.ts';
import { playFrom } from './threads.ts';

const ofPost = { replayId: callId, comment: commentNumber };

/** Asks whether a post is to be deleted. */
export const deletePost = buttonCodec('deletePost', ofPost);

/** Answers that. */
export const confirmDeletion = buttonCodec('deletePostSure', { ...ofPost, sure: oneOf(['yes', 'no']) });

/** Mutes who speaks in a post. */
export const muteSpeaker = buttonCodec('muteSpeaker', ofPost);

/** UTF-16 units of both names together, and of a title. */
const NAMES_LENGTH = 160;
const TITLE_LENGTH = 100;

/** What is known of a post, for its reader alone. */
export function aboutView(card: PostCard, reader: Language, words: Sentences): View {
  const { faceUrl } = card;
  const content = factsOf(card, reader, words);
  const acts = actsOf(card, words);
  return [
    container([
      faceUrl === undefined ? text(content) : portrait(content, faceUrl),
      ...(acts.length > 0 ? [buttons(...acts)] : []),
    ]),
  ];
}

function factsOf({ replay, post, name, thread, muted, first }: PostCard, reader: Language, words: Sentences): string {
  const { plan, stageChannelId } = replay;
  const { about } = words;
  const names = name ? bothIn(name, reader).join(' / ') : post.username;
  const last = thread?.thread.comments.length;
  return [
    `### ${brief(names, NAMES_LENGTH)}`,
    `**${brief(textIn(plan.title, reader).text, TITLE_LENGTH)}** · ${about.comment(post.comment, last)}`,
    `-# ${about[plan.bySchedule ? 'bySchedule' : 'startedBy'](userMention(plan.startedBy))}`,
    [
      first !== undefined && about.firstPost(messageLink(stageChannelId, first, plan.serverId)),
      about.control(replayAddress(replay)),
    ]
      .filter((link) => link !== false)
      .join(' · '),
    ...(muted ? [`-# ${about.mutedHere}`] : []),
  ].join('\n');
}

function actsOf({ replay: { plan }, post, thread, muted, mayDelete, mayMute }: PostCard, words: Sentences) {
  const { comment } = post;
  const { about } = words;
  const of = { replayId: plan.id, comment };
  return [
    thread && !muted && button(words.search.replayFrom, playFrom.id({ threadId: thread.id, comment }), { emoji: '▶️' }),
    mayDelete && button(about.delete, deletePost.id(of), { style: 'danger' }),
    mayMute && button(about.mute, muteSpeaker.id(of)),
  ].filter((act) => act !== false && act !== undefined);
}

/** Asks before a post is deleted. */
export function askDeletionView({ replay: { plan }, post, messageIds }: PostParts, words: Sentences): View {
  const of = { replayId: plan.id, comment: post.comment };
  return [
    text(words.about.askDelete(post.username, messageIds.length)),
    buttons(
      button(words.about.confirmDelete, confirmDeletion.id({ ...of, sure: 'yes' }), { style: 'danger' }),
      button(words.about.cancel, confirmDeletion.id({ ...of, sure: 'no' })),
    ),
  ];
}
