/**
 * The Bot API as this folder calls it: a port over the SDK, which only `index.ts` knows.
 *
 * Refusals are returned. No text that comes back names the bot's token, whatever went wrong.
 */

export interface Upload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** An Upload among the fields is sent as multipart. */
export type Payload = Readonly<Record<string, unknown>>;

export type ApiResult =
  | { readonly kind: 'ok'; readonly result: unknown }
  /** The platform answered with an error. */
  | {
      readonly kind: 'refused';
      readonly code: number;
      readonly description: string;
      readonly retryAfterMs: number | null;
      /** A group that became a supergroup has another id from now on. */
      readonly movedToChatId: string | null;
    }
  /** The call never arrived, or its answer did not. */
  | { readonly kind: 'unreached'; readonly reason: string };

export type Download =
  | { readonly kind: 'ok'; readonly bytes: Uint8Array }
  | { readonly kind: 'too-large' }
  | { readonly kind: 'gone' }
  | { readonly kind: 'unreached'; readonly reason: string };

export interface BotApi {
  call(method: string, payload: Payload, signal?: AbortSignal): Promise<ApiResult>;
  /** `path` as getFile gave it. */
  download(path: string, bytesMax: number): Promise<Download>;
}

/** A file of the name and the bytes, apart from every other object of a payload. */
export class UploadedFile implements Upload {
  readonly name: string;
  readonly bytes: Uint8Array;

  constructor({ name, bytes }: Upload) {
    this.name = name;
    this.bytes = bytes;
  }
}
