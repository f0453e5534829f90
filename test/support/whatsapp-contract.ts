import { Ajv2020 } from 'ajv/dist/2020.js';
import { parse } from 'yaml';
import type { ContractFiles, ContractNeed } from './contracts.ts';

export const WHATSAPP_CONTRACT: ContractNeed = {
  channel: 'whatsapp',
  needs: ['business-messaging-api_v23.0.yaml'],
  howToGet: 'github.com/facebook/openapi, business-messaging-api_v23.0.yaml',
};

interface Example {
  readonly value: unknown;
}
interface Content {
  readonly content: { readonly 'application/json': { readonly examples: Record<string, Example> } };
}
interface Published {
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
  readonly paths: Readonly<Record<string, { readonly post: { readonly requestBody: Content } }>>;
}

export interface WhatsAppContract {
  /** What is wrong with the body of a message to be sent; null: nothing. */
  checkMessage(body: unknown): string | null;
  /** Webhooks as they are published, by their names. */
  readonly webhooks: ReadonlyMap<string, unknown>;
}

const MESSAGES_MAX = { buttons: 3, rows: 10 };

/**
 * The published schemas contradict themselves: every message is "all of" two parts that each allow
 * nothing of the other, so not one of the published examples fits. Without that "nothing else" they
 * hold, and what a part may not have is checked by its own type again.
 */
export function openWhatsAppContract(files: ContractFiles): WhatsAppContract {
  const published = parse(files.text('business-messaging-api_v23.0.yaml')) as Published;
  const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false });
  ajv.addSchema({ $id: 'api', components: { schemas: loosen(published.components.schemas) } });
  const validators = new Map(
    ['Text', 'Interactive', 'Image', 'Document', 'Template'].map((kind) => [
      kind.toLowerCase(),
      ajv.compile({ $ref: `api#/components/schemas/${kind}Message` }),
    ]),
  );
  const { examples } =
    published.paths['/whatsapp/webhooks']?.post.requestBody.content['application/json'] ?? {};
  return {
    checkMessage(body) {
      const { type } = body as { type: string };
      const validate = validators.get(type);
      if (!validate) return `no message is of the type ${type}`;
      if (!validate(body)) return ajv.errorsText(validate.errors);
      return checkBounds(body);
    },
    webhooks: new Map(Object.entries(examples ?? {}).map(([name, { value }]) => [name, value])),
  };
}

function loosen(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(loosen);
  if (typeof schema !== 'object' || schema === null) return schema;
  const kept = Object.entries(schema).filter(
    ([name, value]) => !(name === 'additionalProperties' && value === false),
  );
  return Object.fromEntries(kept.map(([name, value]) => [name, loosen(value)]));
}

interface Interactive {
  readonly body: { readonly text: string };
  readonly action: {
    readonly buttons?: readonly { readonly reply: { readonly title: string } }[];
    readonly sections?: readonly {
      readonly rows: readonly { readonly title: string; readonly description?: string }[];
    }[];
  };
}

/** Lengths that the documents give in words only. */
function checkBounds(body: unknown): string | null {
  const { text, image, interactive } = body as {
    text?: { body: string };
    image?: { caption?: string };
    interactive?: Interactive;
  };
  const rows = interactive?.action.sections?.flatMap((section) => section.rows) ?? [];
  const buttons = interactive?.action.buttons ?? [];
  const tooLong = [
    (text?.body.length ?? 1) > 4_096 && 'text',
    text?.body.trim() === '' && 'empty text',
    (image?.caption?.length ?? 0) > 1_024 && 'caption',
    (interactive?.body.text.length ?? 1) > 1_024 && 'body',
    interactive?.body.text.trim() === '' && 'empty body',
    buttons.length > MESSAGES_MAX.buttons && 'buttons',
    buttons.some(({ reply }) => reply.title.length > 20) && 'button title',
    rows.length > MESSAGES_MAX.rows && 'rows',
    rows.some(({ title }) => title.length > 24) && 'row title',
    rows.some(({ description = '' }) => description.length > 72) && 'row description',
  ].filter((fault) => fault !== false);
  return tooLong.length === 0 ? null : `out of bounds: ${tooLong.join(', ')}`;
}
