import { renderTelegram, toPlainText } from '../../../../bots/telegram/render.ts';
import { liveOf, readHtml } from '../../../support/telegram-html.ts';
import { type Face, findControls } from '../face.ts';

export const telegramFace: Face = {
  id: 'telegram',
  show: toPlainText,
  findLive(reply) {
    const parts = renderTelegram(reply, { formatNumber: String });
    return parts.flatMap(({ html, keyboard, upload }) => {
      const labels = (keyboard ?? []).flat().map(({ text }) => text);
      const { text, entities } = readHtml(html);
      const live = liveOf(entities).map(
        ({ type, offset, length }) => `${type} ${text.slice(offset, offset + length)}`,
      );
      return [...live, ...findControls([html, ...labels, upload?.name ?? ''])];
    });
  },
};
