/** What people do in the workspace, as Slack tells the app about it. */
import type { Clock } from '../../core/base/clock.ts';
import type { AppLink, Receipt } from './app-link.ts';
import type { PostedMessage, Workspace } from './workspace.ts';

export interface Said extends Receipt {
  readonly ts: string;
  /** The same once more, as Slack sends it when it was not answered. */
  again(retry: number): Promise<Receipt>;
}

export interface People {
  say(o: {
    user: string;
    channel: string;
    text: string;
    thread?: string;
    files?: readonly { name: string; mimetype: string; bytes: Uint8Array; size?: number }[];
    /** More of the event: what is shared, another team. */
    more?: Readonly<Record<string, unknown>>;
    /** As which events: a mention in a channel comes twice. */
    as?: readonly ('message' | 'app_mention')[];
  }): Promise<Said>;
  edit(o: { ts: string; text: string }): Promise<Receipt>;
  remove(o: { ts: string }): Promise<Receipt>;
  command(o: {
    user: string;
    channel: string;
    command: string;
    text: string;
  }): Promise<Receipt & { again(): Promise<Receipt> }>;
  /** A button by its words, or an entry of a menu by its place. */
  press(o: { user: string; message: PostedMessage; button: string | number }): Promise<Receipt>;
  pressHome(o: { user: string; button: string }): Promise<Receipt>;
  openHome(o: { user: string; tab?: string }): Promise<Receipt>;
  shortcut(o: { user: string; callbackId: string }): Promise<Receipt>;
  submit(o: { viewId: string; values: Readonly<Record<string, string | null>> }): Promise<Receipt>;
}

export interface PeopleDeps {
  readonly workspace: Workspace;
  readonly link: AppLink;
  readonly clock: Clock;
  readonly origin: () => string;
}
