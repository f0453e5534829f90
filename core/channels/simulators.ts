/** Kept apart from the registry, so that a program in production never loads a simulator. */
import { createShopifySimulator } from './shopify/simulator.ts';
import type { Simulator, SimulatorOptions } from './simulator.ts';
import { createVendureSimulator } from './vendure/simulator.ts';
import { createWoocommerceSimulator } from './woocommerce/simulator.ts';

export type CreateSimulator = (options: SimulatorOptions) => Simulator;

export const simulators: ReadonlyMap<string, CreateSimulator> = new Map([
  ['shopify', createShopifySimulator],
  ['vendure', createVendureSimulator],
  ['woocommerce', createWoocommerceSimulator],
]);
