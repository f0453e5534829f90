import { afterAll, beforeAll, expect, test } from 'vitest';
import { automationShop } from '../support/automation-shop.ts';
import {
  type AutomationStage,
  dropsBelow,
  openAutomationStage,
  type ToldMessage,
} from '../support/automation-stage.ts';

let stage: AutomationStage;
beforeAll(async () => {
  stage = await openAutomationStage({ file: automationShop });
});
afterAll(() => stage.stop());

const sell = (sku: string, quantity: number) =>
  stage.apply({ kind: 'order', account: 'shop', lines: [{ sku, quantity }] });
const receive = (sku: string, quantity: number) =>
  stage.apply({ kind: 'receipt', sku, quantity, location: 'MAIN' });
const off = async (number: number) => {
  const personId = await stage.person('Ida');
  await stage.automations.setState(stage.sellerId, { number, state: 'paused', personId });
};
const figures = (told: readonly ToldMessage[]) =>
  told.map(({ target, message }) =>
    message.kind === 'fired'
      ? [target, message.firing.sku?.code, message.firing.stock?.available]
      : [target, message.kind],
  );

test('stock that falls below ten is told once, and once more when it falls again', async () => {
  const number = await stage.on({ trigger: dropsBelow(10, ['MUG']) });
  await sell('MUG', 3);
  expect(figures(await stage.told())).toEqual([['team warehouse team', 'MUG', 9]]);
  await sell('MUG', 2);
  expect(await stage.told()).toEqual([]);
  await receive('MUG', 10);
  expect(await stage.told()).toEqual([]);
  await sell('MUG', 8);
  expect(figures(await stage.told())).toEqual([['team warehouse team', 'MUG', 9]]);
  await off(number);
});
