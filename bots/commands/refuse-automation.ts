import type { AutomationRefusal } from '../../automations/engine/records.ts';

/** Why a rule was not saved or switched, and what would help. */
export function refuseSave(refused: AutomationRefusal): string {
  switch (refused.reason) {
    case 'unknown':
      return 'There is no such automation any more.';
    case 'bad-rule':
      return refused.because;
    case 'loop':
      return `${refused.because} So it would go on for ever, and nothing was saved.`;
    case 'not-allowed':
      return (
        `It would ${refused.does}, which needs the role ${refused.role}. ` +
        'An automation may do what its author may do by hand.'
      );
    case 'too-many':
      return `A shop has at most ${refused.max} automations. Delete one that is no longer needed.`;
    case 'needs-second':
      return 'Somebody else has to approve this one.';
    case 'decided':
      return refused.result === ''
        ? 'That was decided already.'
        : `That was decided already: ${refused.result}`;
  }
}
