import { describe, expect, it } from 'vitest';
import { channels, getChannel } from '../../../core/channels/registry.ts';
import { programFiles } from '../../architecture/source-files.ts';

const SIMULATION = /^core\/channels\/(simulation\/|simulators?\.ts$|[^/]+\/simulator[^/]*\.ts$)/;

describe('the registry of channels', () => {
  it('finds a channel by its name, and nothing by a name that is none', () => {
    for (const [slug, channel] of channels) expect(getChannel(slug)).toBe(channel);
    for (const slug of ['', 'SHOPIFY', '__proto__', 'constructor', 'nowhere']) {
      expect(getChannel(slug)).toBeNull();
    }
  });

  it('no program but the demo can reach a simulator', () => {
    const strangers = programFiles
      .filter(({ path }) => !SIMULATION.test(path) && !path.startsWith('bots/demo'))
      .flatMap(({ path, imports }) =>
        imports.filter(({ target }) => SIMULATION.test(target)).map(({ target }) => [path, target]),
      );
    expect(strangers).toEqual([]);
  });
});
