import type { Model } from '../automations/llm/model.ts';
import type { OpenAiOptions } from '../automations/llm/openai.ts';

/** Null where none is configured: then its SDK is not even loaded. */
export async function openModel(
  o: Omit<OpenAiOptions, 'settings'> & { settings: OpenAiOptions['settings'] | null },
): Promise<Model | null> {
  const { settings } = o;
  if (!settings) return null;
  const { createOpenAiModel } = await import('../automations/llm/openai.ts');
  return createOpenAiModel({ ...o, settings });
}
