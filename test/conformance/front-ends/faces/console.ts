import { renderConsole } from '../../../../bots/reply/render-console.ts';
import { type Face, findControls } from '../face.ts';

const look = { width: 100, hasColour: false, formatNumber: String };

export const consoleFace: Face = {
  id: 'console',
  show: (reply) => renderConsole(reply, look).join('\n'),
  // A control character is all that can do something at a terminal.
  findLive: (reply) => findControls(renderConsole(reply, look)),
};
