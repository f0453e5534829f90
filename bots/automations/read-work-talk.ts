// What rules left for people, and the chats that they write to: "approve 12", "task 4 is done".
import { foldWord } from '../language/fold-text.ts';
import type { Draft } from '../language/understanding.ts';

export function readWorkTalk(typed: string): Draft | null {
  return readNumbered(typed) ?? readNamed(typed);
}

/** "approve 12", "done with task 4" */
function readNumbered(typed: string): Draft | null {
  const said = foldWord(typed.replace(/[.!]+$/, ''));
  for (const { pattern, command, slot } of NUMBERED) {
    const number = pattern.exec(said)?.[1];
    if (number !== undefined) return { command, slots: { [slot]: Number.parseInt(number, 10) } };
  }
  const alone = ALONE.find(({ pattern }) => pattern.test(said));
  return alone ? { command: alone.command, slots: {} } : null;
}

const NUMBERED = [
  { pattern: /^approve (?:action |no\.? ?)?#?(\d{1,9})$/, command: 'approve', slot: 'action' },
  {
    pattern: /^(?:reject|refuse) (?:action |no\.? ?)?#?(\d{1,9})$/,
    ...{ command: 'reject', slot: 'action' },
  },
  {
    pattern: /^(?:finish|close|complete|done with|done|tick off) task #?(\d{1,9})$/,
    ...{ command: 'finish task', slot: 'task' },
  },
  {
    pattern: /^task #?(\d{1,9}) (?:is )?(?:done|finished|complete|ho gaya)$/,
    ...{ command: 'finish task', slot: 'task' },
  },
  {
    pattern: /^(?:close|delete|remove) (?:purchase )?draft #?(\d{1,9})$/,
    ...{ command: 'close draft', slot: 'draft' },
  },
] as const;
const ALONE = [
  {
    pattern: /^(?:show |list |what are )?(?:my |our |the |all )?(?:open )?(?:tasks|to-?dos?)\??$/,
    command: 'tasks',
  },
  {
    pattern: /^(?:show |list )?(?:my |our |the )?(?:open )?(?:purchase (?:order )?drafts)\??$/,
    command: 'purchase drafts',
  },
  { pattern: /^(?:show |list )?(?:my |our |the )?(?:teams|groups)\??$/, command: 'teams' },
  {
    pattern: /^(?:what|show what|list what)? ?(?:waits|approvals|to approve|waiting actions)\??$/,
    command: 'approvals',
  },
] as const;

/** "this is the warehouse team", in a group. */
function readNamed(typed: string): Draft | null {
  const name = SAVE.map((pattern) => pattern.exec(typed)?.[1]).find((each) => each !== undefined);
  if (name !== undefined) return { command: 'save team', slots: { name: bare(name) } };
  const gone = FORGET.exec(typed)?.[1];
  return gone === undefined ? null : { command: 'forget team', slots: { name: bare(gone) } };
}

const SAVE = [
  /^this (?:group |chat |channel )?is (?:the |our )?(.{1,50}? (?:team|crew|group|channel))[.!]?$/i,
  /^(?:call|name) this (?:group|chat|channel) (?:the |our )?(.{1,60}?)[.!]?$/i,
  /^(?:save|add) team (.{1,60}?)[.!]?$/i,
  /^(?:ye|yeh) (?:group )?(.{1,50}? team) hai[.!]?$/i,
];
const FORGET = /^(?:forget|delete|remove) team (.{1,60}?)[.!]?$/i;

const bare = (name: string) => name.trim().replace(/^["“'](.*)["”']$/, '$1');
