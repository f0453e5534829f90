/**
 * The forms that can be filled in: modals of Slack for the two things that a picker does all day.
 * A form knows which slots its command has and what is plainly not a number; whether a SKU or a
 * location exists is judged behind the desk, like everything else that is typed.
 */
import { plainText, type SlackBlock, type TextInput } from './blocks.ts';

interface Field {
  readonly slot: string;
  readonly label: string;
  readonly hint: string;
  readonly isOptional: boolean;
}

interface Form {
  readonly command: string;
  readonly title: string;
  readonly submit: string;
  readonly quantityMin: number;
}

const FORMS: Readonly<Record<string, Form>> = {
  count: { command: 'count', title: 'Count a shelf', submit: 'Count', quantityMin: 0 },
  received: { command: 'received', title: 'Goods received', submit: 'Receive', quantityMin: 1 },
};

export const FORM_NAMES: readonly string[] = Object.keys(FORMS);

const FIELDS: readonly Field[] = [
  { slot: 'sku', label: 'SKU', hint: 'Code, barcode or name', isOptional: false },
  { slot: 'quantity', label: 'Units', hint: 'A whole number', isOptional: false },
  { slot: 'location', label: 'Location', hint: 'Yours, if left empty', isOptional: true },
];

const VALUE_LENGTH_MAX = 200;
const TITLE_LENGTH_MAX = 24;
const QUANTITY = /^\d{1,7}$/;
const ACTION_ID = 'value';

export interface ModalView {
  readonly type: 'modal';
  readonly callback_id: string;
  readonly title: ReturnType<typeof plainText>;
  readonly submit: ReturnType<typeof plainText>;
  readonly close: ReturnType<typeof plainText>;
  readonly blocks: readonly SlackBlock[];
}

const CALLBACK_PREFIX = 'form:';

/** Null: there is no such form. */
export function toModal(name: string): ModalView | null {
  const form = Object.hasOwn(FORMS, name) ? FORMS[name] : undefined;
  if (!form) return null;
  return {
    type: 'modal',
    callback_id: CALLBACK_PREFIX + name,
    title: plainText(form.title, TITLE_LENGTH_MAX),
    submit: plainText(form.submit, TITLE_LENGTH_MAX),
    close: plainText('Cancel', TITLE_LENGTH_MAX),
    blocks: FIELDS.map(toInput),
  };
}

function toInput(field: Field): SlackBlock {
  const element: TextInput = {
    type: 'plain_text_input',
    action_id: ACTION_ID,
    max_length: VALUE_LENGTH_MAX,
    placeholder: plainText(field.hint, VALUE_LENGTH_MAX),
  };
  const label = plainText(field.label, VALUE_LENGTH_MAX);
  return { type: 'input', block_id: field.slot, label, optional: field.isOptional, element };
}

type Values = Readonly<
  Record<string, Readonly<Record<string, { readonly value?: string | null | undefined }>>>
>;

export type ReadForm =
  | {
      readonly kind: 'slots';
      readonly command: string;
      readonly slots: Readonly<Record<string, string>>;
    }
  | { readonly kind: 'errors'; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: 'nothing' };

export function readForm(callbackId: string, values: Values): ReadForm {
  const name = callbackId.startsWith(CALLBACK_PREFIX)
    ? callbackId.slice(CALLBACK_PREFIX.length)
    : '';
  const form = Object.hasOwn(FORMS, name) ? FORMS[name] : undefined;
  if (!form) return { kind: 'nothing' };
  const typed = FIELDS.map((field) => ({
    ...field,
    value: (values[field.slot]?.[ACTION_ID]?.value ?? '').trim(),
  }));
  const errors = typed.flatMap((field) => {
    const error = judge(field, form);
    return error ? [[field.slot, error] as const] : [];
  });
  if (errors.length > 0) return { kind: 'errors', errors: Object.fromEntries(errors) };
  const slots = typed.filter(({ value }) => value !== '').map(({ slot, value }) => [slot, value]);
  return { kind: 'slots', command: form.command, slots: Object.fromEntries(slots) };
}

function judge(field: Field & { value: string }, form: Form): string | null {
  const { slot, value, isOptional } = field;
  if (value === '') return isOptional ? null : 'This is needed.';
  if (slot !== 'quantity') return null;
  if (!QUANTITY.test(value)) return 'Write a whole number, such as 12.';
  return Number.parseInt(value, 10) < form.quantityMin ? 'That is no unit at all.' : null;
}
