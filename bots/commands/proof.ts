import { type InvariantProof, proveLedger } from '../../core/ledger/prove-ledger.ts';
import { plural } from '../reply/format-values.ts';
import { type Cell, headline, note, reply, table, text, toned } from '../reply/reply.ts';
import { defineCommand } from './command.ts';

export const proofCommands = [
  defineCommand({
    name: 'prove',
    aliases: ['proof', 'check', 'verify'],
    summary: 'Check every promise of the books against all their rows.',
    examples: ['prove'],
    group: 'stock',
    risk: 'read',
    slots: {},
    async run({ core, seller, formats }) {
      const { sellerId } = seller;
      const [proofs, unsynced] = await Promise.all([
        proveLedger(core, { sellerId }),
        core.monitoring.countUnsynced(sellerId),
      ]);
      const broken = proofs.filter(({ violations }) => violations > 0);
      const held = proofs.length - broken.length;
      const { waiting, parked } = unsynced;
      return reply(
        broken.length === 0
          ? headline('PASS', `${held} of ${proofs.length} promises hold`, 'good')
          : headline('FAIL', `${broken.length} of ${proofs.length} promises are broken`, 'bad'),
        table(['Promise', 'Result'], proofs.map(describeProof)),
        ...broken.map(({ invariant, examples }) =>
          text(`${toWords(invariant)}: ${JSON.stringify(examples[0])}`, 'bad'),
        ),
        parked > 0
          ? text(`${formats.quantity(parked)} updates were given up: dead letters`, 'warn')
          : null,
        note(
          waiting === 0
            ? 'Every change was accepted by its shop or is given up and listed.'
            : `${formats.quantity(waiting)} ${plural(waiting, 'update')} on the way to shops.`,
        ),
      );
    },
  }),
];

function describeProof({ invariant, violations }: InvariantProof): Cell[] {
  const result = violations === 0 ? toned('holds', 'good') : toned(`${violations} broken`, 'bad');
  return [toWords(invariant), result];
}

export function toWords(invariant: string): string {
  return invariant.replaceAll(/[-_]/g, ' ');
}
