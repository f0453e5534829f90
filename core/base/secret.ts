import { inspect } from 'node:util';

const SHOWN = '[secret]';

/** Holds a token or password so that printing, logging or serialising it shows nothing. */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The only way to the text: call it where the text is used and nowhere earlier. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return SHOWN;
  }

  toJSON(): string {
    return SHOWN;
  }

  [inspect.custom](): string {
    return SHOWN;
  }
}
