/** Replies as JSON and back, for the tables that keep them until they are delivered. */
import { assert } from '../../core/base/assert.ts';
import type { Block, Reply } from './reply.ts';

type Bytes = Extract<Block, { kind: 'image' | 'file' }>;

/** Pictures and files become base64; everything else is JSON already. */
export function encodeReply(reply: Reply): unknown {
  return { ...reply, blocks: reply.blocks.map(encodeBlock) };
}

function encodeBlock(block: Block): unknown {
  if (block.kind === 'image') return { ...block, png: toBase64(block.png) };
  return block.kind === 'file' ? { ...block, bytes: toBase64(block.bytes) } : block;
}

/** Takes what `encodeReply` made, and nothing else. */
export function decodeReply(stored: unknown): Reply {
  const { blocks } = stored as Reply;
  assert(Array.isArray(blocks), 'A stored reply has blocks.');
  return { ...(stored as Reply), blocks: blocks.map(decodeBlock) };
}

function decodeBlock(stored: Block): Block {
  if (stored.kind === 'image') return { ...stored, png: fromBase64(stored.png) };
  return stored.kind === 'file' ? { ...stored, bytes: fromBase64(stored.bytes) } : stored;
}

/** The same reply without its bytes: all that is kept once it was delivered. */
export function withoutBytes(reply: Reply): Reply {
  const strip = (block: Block): Block =>
    isBytes(block) ? { kind: 'note', text: nameOf(block) } : block;
  return { ...reply, blocks: reply.blocks.map(strip) };
}

const isBytes = (block: Block): block is Bytes => block.kind === 'image' || block.kind === 'file';
const nameOf = (block: Bytes) => (block.kind === 'image' ? block.alt : block.name);

const toBase64 = (bytes: Uint8Array) => Buffer.from(bytes).toString('base64');
const fromBase64 = (text: unknown) => new Uint8Array(Buffer.from(String(text), 'base64'));
