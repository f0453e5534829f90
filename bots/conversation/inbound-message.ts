/** What a front-end hands over; edited, forwarded and its own messages are dropped before. */
export interface InboundMessage {
  /** 'console', 'telegram' …: with `messageId` the permanent name of this message. */
  readonly frontEnd: string;
  readonly messageId: string;
  readonly sellerId: number;
  /** Stable across front-ends once a person has linked them. */
  readonly personId: string;
  readonly text: string;
  /** When it was written. */
  readonly at: Date;
}
