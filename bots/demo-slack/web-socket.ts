// The server's half of a WebSocket (RFC 6455), as far as one text message at a time needs it.
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

export interface ServerSocket {
  send(text: string): void;
  /** Says goodbye, and is gone when the other side has answered. */
  close(): void;
  /** Cuts the connection, as a network does. */
  cut(): void;
  /** Hears nothing any more, and does not say so. */
  mute(): void;
}

const ACCEPT_GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
const OPCODE = { continuation: 0, text: 1, close: 8, ping: 9, pong: 10 } as const;
const LENGTH_16 = 126;
const LENGTH_64 = 127;
const MESSAGE_BYTES_MAX = 4_194_304;

export function acceptSocket(
  request: IncomingMessage,
  stream: Duplex,
  heard: { message(text: string): void; closed(): void },
): ServerSocket {
  const key = request.headers['sec-websocket-key'] ?? '';
  const accept = createHash('sha1').update(`${key}${ACCEPT_GUID}`).digest('base64');
  stream.write(
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      `Sec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  let received: Buffer = Buffer.alloc(0);
  let message: Buffer[] = [];
  const write = (opcode: number, payload: Buffer) => {
    if (stream.writable) stream.write(Buffer.concat([toHead(opcode, payload.length), payload]));
  };
  const take = (frame: Frame) => {
    if (frame.opcode === OPCODE.ping) write(OPCODE.pong, frame.payload);
    if (frame.opcode === OPCODE.close) {
      write(OPCODE.close, frame.payload.subarray(0, 2));
      stream.end();
    }
    if (frame.opcode !== OPCODE.text && frame.opcode !== OPCODE.continuation) return;
    message.push(frame.payload);
    if (!frame.isLast) return;
    const text = Buffer.concat(message).toString('utf8');
    message = [];
    heard.message(text);
  };
  stream.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    if (received.length > MESSAGE_BYTES_MAX) stream.destroy();
    for (let frame = readFrame(received); frame; frame = readFrame(received)) {
      received = received.subarray(frame.size);
      take(frame);
    }
  });
  stream.on('error', () => stream.destroy());
  stream.once('close', () => heard.closed());
  return {
    send: (text) => write(OPCODE.text, Buffer.from(text)),
    close: () => write(OPCODE.close, Buffer.from([0x03, 0xe8])),
    cut: () => stream.destroy(),
    mute: () => void stream.pause().removeAllListeners('data'),
  };
}

function toHead(opcode: number, length: number): Buffer {
  const first = 0x80 | opcode;
  if (length < LENGTH_16) return Buffer.from([first, length]);
  if (length <= 0xffff) return Buffer.from([first, LENGTH_16, length >> 8, length & 0xff]);
  const head = Buffer.alloc(10);
  head[0] = first;
  head[1] = LENGTH_64;
  head.writeBigUInt64BE(BigInt(length), 2);
  return head;
}

interface Frame {
  readonly opcode: number;
  readonly isLast: boolean;
  readonly payload: Buffer;
  readonly size: number;
}

/** Null: not all of it is here yet. */
function readFrame(bytes: Buffer): Frame | null {
  const [first = 0, second = 0] = bytes;
  if (bytes.length < 2) return null;
  const short = second & 0x7f;
  const wide = short === LENGTH_16 ? 2 : short === LENGTH_64 ? 8 : 0;
  const isMasked = (second & 0x80) !== 0;
  const start = 2 + wide + (isMasked ? 4 : 0);
  if (bytes.length < start) return null;
  const length =
    wide === 0 ? short : wide === 2 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2));
  if (bytes.length < start + length) return null;
  const mask = bytes.subarray(start - 4, start);
  const payload = bytes
    .subarray(start, start + length)
    .map((byte, at) => (isMasked ? byte ^ (mask[at % 4] ?? 0) : byte));
  const isLast = (first & 0x80) !== 0;
  return { opcode: first & 0x0f, isLast, payload: Buffer.from(payload), size: start + length };
}
