/** The group chat of the demo's Slack, and what rules call it. */
export const DEMO_CHANNEL = {
  id: 'C0WAREHOUSE',
  name: 'warehouse',
  team: 'warehouse team',
} as const;
