/** How long a linked session may take for what; shorter in tests that let time run out. */
export interface WebTimes {
  /** From the start of a browser to a QR picture, a code or a linked session. */
  readonly startMs: number;
  /** From the phone's yes, or a linked session, to the first message that can be sent. */
  readonly readyMs: number;
  /** How often a client is looked at. */
  readonly watchEveryMs: number;
  /** For one question to the page. */
  readonly askMs: number;
  /** Without a connection of the page to WhatsApp, until a fresh browser is tried. */
  readonly offlineMs: number;
  /** Before the next browser, doubled by each that failed. */
  readonly retryMs: number;
  readonly retryMsMax: number;
  /** For a browser to close before it is ended. */
  readonly closeMs: number;
}

export const WEB_TIMES: WebTimes = {
  startMs: 90_000,
  readyMs: 120_000,
  watchEveryMs: 10_000,
  askMs: 10_000,
  offlineMs: 90_000,
  retryMs: 1_000,
  retryMsMax: 300_000,
  closeMs: 1_200,
};
