/**
 * Which senses together make which command.
 *
 * The first rule that fits a clause is taken. It fits when all of its senses are there and no
 * other is: a text that says two things at once, or more than the rule knows, is no command.
 */
import type { CommandRule } from './command-rule.ts';
import { readRules } from './read-rules.ts';
import { writeRules } from './write-rules.ts';

export const RULES: readonly CommandRule[] = [...writeRules, ...readRules];
