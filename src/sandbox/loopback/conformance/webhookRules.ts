/** What the documentation says of webhooks' names and of emojis beyond the schema. */

import { nodeOf } from './node.ts';
import type { Violation } from './types.ts';

const MOST_IMAGE_BYTES = 256 * 1024;

/** Judges the name in a field (`resources/webhook#create-webhook`, `resources/user#usernames-and-nicknames`). */
export function webhookNameRules(field: 'name' | 'username') {
  return (body: unknown): Violation[] => {
    const name = typeof body === 'object' && body !== null ? Reflect.get(body, field) : undefined;
    if (name === undefined && field === 'username') return [];
    const good =
      typeof name === 'string' &&
      name.trim().length >= 1 &&
      name.length <= 80 &&
      !/clyde|discord/i.test(name) &&
      !/^(everyone|here)$/i.test(name.trim());
    if (field === 'name' && Object.keys(nodeOf(body)).some((key) => !['name', 'avatar'].includes(key))) {
      return [
        { rule: 'unknown-field', at: '', message: 'A new webhook has a name and an avatar (resources/webhook).' },
      ];
    }
    const message = `Discord refuses the name ${JSON.stringify(name)} (discord-api-docs resources/webhook).`;
    return good ? [] : [{ rule: 'webhook-name', at: field, message }];
  };
}

/** Judges a new application emoji (`resources/emoji#create-application-emoji`). */
export function emojiRules(body: unknown): Violation[] {
  const { name, image } = nodeOf(body);
  const violations: Violation[] = [];
  if (Object.keys(nodeOf(body)).some((key) => !['name', 'image'].includes(key))) {
    violations.push({
      rule: 'unknown-field',
      at: '',
      message: 'A new emoji has a name and an image (resources/emoji).',
    });
  }
  if (typeof name !== 'string' || !/^\w{2,32}$/.test(name)) {
    violations.push({
      rule: 'emoji-name',
      at: 'name',
      message: 'A name has 2 to 32 letters, digits or _ (resources/emoji).',
    });
  }
  const data = /^data:image\/(?:png|jpe?g|gif|webp|avif);base64,(.+)$/.exec(String(image))?.[1];
  if (!data || Buffer.from(data, 'base64').length > MOST_IMAGE_BYTES) {
    violations.push({
      rule: 'emoji-image',
      at: 'image',
      message: 'An image of at most 256 KiB as data URI (resources/emoji).',
    });
  }
  return violations;
}
