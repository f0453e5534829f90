import { describe, expect, test } from 'vitest';
import { canonicalCron, lastDue, nextDue, parseCron } from '../../../automations/terms/cron.ts';
import { sayCron } from '../../../automations/terms/say-cron.ts';
import { firedAt, ruleOf } from '../../support/observe-rule.ts';
import { openRuleShop, ruleCatalog } from '../../support/rule-shop.ts';

const MINUTE = 60_000;

/** Every due moment of a stretch, looked at in ticks of so many minutes. */
function due(cron: string, o: { from: string; to: string; zone: string; tick?: number }): string[] {
  const times = parseCron(cron);
  const found: string[] = [];
  const endMs = new Date(o.to).getTime();
  const stepMs = (o.tick ?? 1) * MINUTE;
  for (let ms = new Date(o.from).getTime(); ms < endMs; ms += stepMs) {
    const after = new Date(ms);
    const until = new Date(Math.min(endMs, ms + stepMs));
    const at = times && lastDue(times, { after, until, timeZone: o.zone });
    if (at) found.push(at.toISOString().slice(0, 16));
  }
  return found;
}

/** Number of the tick of three hours in which a moment lies; its end is in it. */
function tickOf(at: string, from: string): number {
  const ms = new Date(`${at}Z`).getTime() - new Date(from).getTime();
  return Math.ceil(ms / (180 * MINUTE));
}

describe('times that come again', () => {
  test('every weekday at 9 is 9 on the clock of the seller', () => {
    const week = { from: '2026-03-06T00:00Z', to: '2026-03-10T00:00Z', zone: 'Asia/Kolkata' };
    expect(due('0 9 * * 1-5', week)).toEqual(['2026-03-06T03:30', '2026-03-09T03:30']);
  });

  test('an hour that is told twice counts once, and times of every hour go on', () => {
    // Berlin, 25 October 2026: 03:00 becomes 02:00 at 01:00 UTC.
    const night = { from: '2026-10-24T22:30Z', to: '2026-10-25T03:30Z', zone: 'Europe/Berlin' };
    expect(due('30 2 * * *', night)).toEqual(['2026-10-25T00:30']);
    expect(due('0 * * * *', night)).toEqual([
      ...['2026-10-24T23:00', '2026-10-25T00:00', '2026-10-25T01:00'],
      ...['2026-10-25T02:00', '2026-10-25T03:00'],
    ]);
  });

  test('an hour that is skipped is made up for as soon as it is over, once', () => {
    // Berlin, 29 March 2026: 02:00 becomes 03:00 at 01:00 UTC.
    const night = { from: '2026-03-28T23:30Z', to: '2026-03-29T03:30Z', zone: 'Europe/Berlin' };
    expect(due('30 2 * * *', night)).toEqual(['2026-03-29T01:00']);
    expect(due('*/15 2 * * *', night)).toEqual(['2026-03-29T01:00']);
    expect(due('0 3 * * *', night)).toEqual(['2026-03-29T01:00']);
    const other = { from: '2026-03-29T23:30Z', to: '2026-03-30T03:30Z', zone: 'Europe/Berlin' };
    expect(due('30 2 * * *', other)).toEqual(['2026-03-30T00:30']);
  });

  test('half an hour is skipped and told twice as well, where clocks do so', () => {
    // Lord Howe: 5 April 2026, 02:00 becomes 01:30 at 15:00 UTC; 4 October, 02:00 becomes 02:30.
    const autumn = {
      from: '2026-04-04T13:30Z',
      to: '2026-04-04T17:00Z',
      zone: 'Australia/Lord_Howe',
    };
    expect(due('45 1 * * *', autumn)).toEqual(['2026-04-04T14:45']);
    const spring = {
      from: '2026-10-03T13:30Z',
      to: '2026-10-03T17:00Z',
      zone: 'Australia/Lord_Howe',
    };
    expect(due('15 2 * * *', spring)).toEqual(['2026-10-03T15:30']);
  });

  test('long ticks and short ones find the same times while clocks change', () => {
    const crons = ['0 9 * * 1-5', '30 2 * * *', '15 1,23 1,8 * *', '*/20 1-3 * * *'];
    const changes = [
      ['Europe/Berlin', '2026-03-28T00:00Z', '2026-03-30T12:00Z'],
      ['America/New_York', '2026-10-31T00:00Z', '2026-11-02T12:00Z'],
    ] as const;
    for (const [zone, from, to] of changes) {
      for (const cron of crons) {
        const short = due(cron, { from, to, zone, tick: 5 });
        const inLong = due(cron, { from, to, zone, tick: 180 });
        // Of each long tick the last time of its short ones.
        const last = new Map(short.map((at) => [tickOf(at, from), at]));
        expect([zone, cron, ...inLong]).toEqual([zone, cron, ...last.values()]);
      }
    }
  });

  test('after a week of downtime a schedule is made up for once', () => {
    const shop = openRuleShop();
    shop.tick(7 * 24 * 60 * MINUTE);
    shop.tick(MINUTE);
    const rule = ruleOf({ trigger: { kind: 'schedule', cron: '0 9 * * *' } });
    const found = firedAt(rule, { ...shop, catalog: ruleCatalog() });
    expect(found).toEqual(['fact:1 clock →']);
  });

  test('the next time is found across months and leap years, or there is none', () => {
    const after = new Date('2026-03-01T00:00Z');
    const next = (cron: string) => {
      const times = parseCron(cron);
      return times && nextDue(times, { after, timeZone: 'UTC' })?.toISOString().slice(0, 16);
    };
    expect(next('0 9 29 2 *')).toBe('2028-02-29T09:00');
    expect(next('0 0 1 * *')).toBe('2026-04-01T00:00');
    expect(next('0 0 30 2 *')).toBeUndefined();
  });

  test('with a day and a weekday either will do', () => {
    const month = { from: '2026-03-01T00:00Z', to: '2026-03-15T00:00Z', zone: 'UTC', tick: 720 };
    const days = due('0 9 13 * 5', month).map((at) => at.slice(8, 10));
    expect(days).toEqual(['06', '13']);
  });

  test('what is no time is no time', () => {
    for (const text of ['75 * * * *', '*/0 * * * *', '5-1 * * * *', '0 24 * * *', '0 0 0 * *']) {
      expect(parseCron(text)).toBeNull();
    }
    expect(parseCron('5/10 * * * *')).toBeNull();
    expect(parseCron('0 9 * *')).toBeNull();
  });

  test('times have one spelling, and are said as people say them', () => {
    expect(canonicalCron('00 09 * * 1,2,3,4,5')).toBe('0 9 * * 1-5');
    expect(canonicalCron('0-59/15 * * * 0-7')).toBe('*/15 * * * *');
    const said = [
      ['0 9 * * 1-5', 'every weekday at 09:00'],
      ['0 9 * * *', 'every day at 09:00'],
      ['30 18 * * 1,4', 'every Monday and Thursday at 18:30'],
      ['0 9,17 * * 0', 'every Sunday at 09:00 and 17:00'],
      ['0 9 1,15 * *', 'on the 1st and the 15th of every month at 09:00'],
      ['*/15 * * * *', 'every 15 minutes'],
      ['0 * * * *', 'every hour'],
      ['0 */2 * * 1-5', 'every 2 hours on every weekday'],
      ['0 9 13 * 5', 'at the times "0 9 13 * 5"'],
      ['0 9 * * 1,2,3,4,5', 'at the times "0 9 * * 1,2,3,4,5"'],
    ];
    expect(said.map(([cron = '']) => [cron, sayCron(cron)])).toEqual(said);
  });
});
