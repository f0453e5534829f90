import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ContractFiles, ContractNeed } from './contracts.ts';

export const OPENAI_CONTRACT: ContractNeed = {
  channel: 'openai',
  needs: ['openapi.json'],
  howToGet: 'github.com/openai/openai-openapi, openapi.json',
};

/** The published description of chat completions as a judge; null: nothing is wrong. */
export interface OpenAiContract {
  checkRequest(body: unknown): string | null;
  checkAnswer(body: unknown): string | null;
  checkError(body: unknown): string | null;
}

export function openOpenAiContract(files: ContractFiles): OpenAiContract {
  const { components } = files.json('openapi.json') as { components: { schemas: unknown } };
  const ajv = new Ajv2020({ strict: false, validateFormats: false, logger: false });
  ajv.addSchema({ $id: 'api', components: { schemas: allowNull(components.schemas) } });
  const checkAs = (name: string) => {
    const validate = ajv.compile({ $ref: `api#/components/schemas/${name}` });
    return (body: unknown) => (validate(body) ? null : ajv.errorsText(validate.errors));
  };
  return {
    checkRequest: checkAs('CreateChatCompletionRequest'),
    checkAnswer: checkAs('CreateChatCompletionResponse'),
    checkError: checkAs('ErrorResponse'),
  };
}

/** `nullable` beside no type is a word of the older OpenAPI, which JSON Schema does not know. */
function allowNull(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(allowNull);
  if (typeof schema !== 'object' || schema === null) return schema;
  const { nullable, ...rest } = schema as { nullable?: unknown };
  const inner = Object.fromEntries(
    Object.entries(nullable === true ? rest : schema).map(([name, value]) => [
      name,
      allowNull(value),
    ]),
  );
  return nullable === true ? { anyOf: [inner, { type: 'null' }] } : inner;
}
