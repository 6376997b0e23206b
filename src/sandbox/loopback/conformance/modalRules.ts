/** What the documentation says of modals beyond the schema (`components/reference`). */
import { ComponentType } from 'discord.js';
import { menuRules } from './menuRules.ts';
import { type Node, nodeOf, nodesIn } from './node.ts';
import type { Violation } from './types.ts';

const page = '(discord-api-docs components/reference)';

/** `interactions/receiving-and-responding#interaction-response-object-modal`: the schema allows what a message may have. */
const MOST_COMPONENTS = 5;

/** Judges the data of a modal. */
export function modalRules(data: unknown): Violation[] {
  const components = nodesIn(nodeOf(data).components);
  const fields = components.flatMap(fieldsOf);
  const ids = fields.map(({ custom_id }) => custom_id);
  const violations: Violation[] = [];
  const report = (rule: string, message: string) =>
    violations.push({ rule, at: 'data.components', message: `${message} ${page}.` });
  if (components.length > MOST_COMPONENTS) report('modal-size', `${components.length} components, at most 5`);
  if (new Set(ids).size < ids.length) report('unique-custom-id', 'Two fields have one custom_id');
  for (const { type, min_length = 0, max_length = 4_000, value } of fields) {
    if (type !== ComponentType.TextInput) continue;
    if (Number(min_length) > Number(max_length)) report('text-range', 'min_length is not above max_length');
    const length = String(value ?? '').length;
    if (length > Number(max_length) || (length > 0 && length < Number(min_length))) {
      report('text-value', `A value of ${length} characters does not fit the field`);
    }
  }
  return [...violations, ...fields.flatMap((field) => menuRules(field))];
}

function fieldsOf(component: Node): Node[] {
  if (component.type === ComponentType.Label) return [nodeOf(component.component)];
  return component.type === ComponentType.ActionRow ? nodesIn(component.components) : [];
}
