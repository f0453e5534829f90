// What Slack sends, as far as we read it. Everything else of a payload is left alone.
import { z } from 'zod';

const id = z.string().min(1).max(64);
const stamp = z.string().regex(/^\d{1,12}\.\d{1,9}$/);

export const fileSchema = z.object({
  id,
  name: z.string().nullish(),
  mimetype: z.string().nullish(),
  filetype: z.string().nullish(),
  size: z.number().nonnegative().nullish(),
  url_private_download: z.string().nullish(),
  url_private: z.string().nullish(),
});
export type SlackFile = z.infer<typeof fileSchema>;

const attachmentSchema = z.object({
  is_share: z.boolean().nullish(),
  is_msg_unfurl: z.boolean().nullish(),
  text: z.string().nullish(),
  fallback: z.string().nullish(),
});

const writtenSchema = z.object({
  user: id.nullish(),
  bot_id: z.string().nullish(),
  user_team: id.nullish(),
  source_team: id.nullish(),
  team: id.nullish(),
  text: z.string().nullish(),
  ts: stamp,
  thread_ts: stamp.nullish(),
  parent_user_id: id.nullish(),
  edited: z.object({ ts: stamp }).nullish(),
  files: z.array(fileSchema).nullish(),
  attachments: z.array(attachmentSchema).nullish(),
});
export type SlackWritten = z.infer<typeof writtenSchema>;

/** An event of type message or app_mention. */
export const messageEventSchema = writtenSchema.extend({
  type: z.enum(['message', 'app_mention']),
  subtype: z.string().nullish(),
  channel: id,
  channel_type: z.string().nullish(),
  /** message_changed: what it says now, and what it said. */
  message: writtenSchema.nullish(),
  previous_message: z.object({ text: z.string().nullish() }).nullish(),
});
export type SlackMessageEvent = z.infer<typeof messageEventSchema>;

export const homeEventSchema = z.object({
  type: z.literal('app_home_opened'),
  user: id,
  tab: z.string(),
});

export const commandSchema = z.object({
  command: z.string().regex(/^\/\S+$/),
  text: z.string().default(''),
  team_id: id,
  user_id: id,
  user_name: z.string().nullish(),
  channel_id: id,
  trigger_id: z.string().min(1).max(200),
  response_url: z.string().nullish(),
});
export type SlackCommand = z.infer<typeof commandSchema>;

const personSchema = z.object({
  id,
  name: z.string().nullish(),
  username: z.string().nullish(),
  team_id: id.nullish(),
});

const teamSchema = z.object({ id }).nullish();

export const actionsSchema = z.object({
  user: personSchema,
  team: teamSchema,
  trigger_id: z.string().nullish(),
  response_url: z.string().nullish(),
  container: z.object({
    type: z.string(),
    message_ts: stamp.nullish(),
    channel_id: id.nullish(),
    thread_ts: stamp.nullish(),
    is_ephemeral: z.boolean().nullish(),
    view_id: z.string().nullish(),
  }),
  message: z
    .object({ thread_ts: stamp.nullish(), blocks: z.array(z.unknown()).nullish() })
    .nullish(),
  actions: z
    .array(
      z.object({
        type: z.string(),
        action_id: z.string(),
        action_ts: stamp,
        value: z.string().nullish(),
        text: z.object({ text: z.string() }).nullish(),
        selected_option: z
          .object({ value: z.string(), text: z.object({ text: z.string() }) })
          .nullish(),
      }),
    )
    .min(1),
});
export type SlackActions = z.infer<typeof actionsSchema>;

export const shortcutSchema = z.object({
  callback_id: z.string(),
  trigger_id: z.string().min(1),
});

export const submissionSchema = z.object({
  user: personSchema,
  team: teamSchema,
  view: z.object({
    id,
    hash: z.string().nullish(),
    callback_id: z.string(),
    state: z.object({
      values: z.record(z.string(), z.record(z.string(), z.object({ value: z.string().nullish() }))),
    }),
  }),
});
export type SlackSubmission = z.infer<typeof submissionSchema>;
