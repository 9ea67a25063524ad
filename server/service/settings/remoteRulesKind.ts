/** The setting `remotes`: rules for web pages of remotes, checked. */
import {
  faultsOfRule,
  forgeTypes,
  type RemoteRule,
  type RemoteRules,
} from '../../present/links/remoteRules.ts';
import { isObject, type Kind } from './valueKinds.ts';

const fields = ['type', 'web', 'commit', 'file', 'line', 'lines', 'pullRequest'];
const MOST_RULES = 100;
const LONGEST = 500;

const text = { type: 'string', maxLength: LONGEST };

export const remoteRules: Kind<RemoteRules> = {
  words: 'an object of rules by pattern',
  schema: {
    type: 'object',
    maxProperties: MOST_RULES,
    additionalProperties: {
      type: 'object',
      properties: Object.fromEntries(
        fields.map((name) => [name, name === 'type' ? { enum: forgeTypes } : text]),
      ),
      additionalProperties: false,
    },
  },
  why: (value) => faultOf(value),
  fits: (value): value is RemoteRules => faultOf(value) === null,
};

function faultOf(value: unknown): string | null {
  if (!isObject(value) || Object.keys(value).length > MOST_RULES)
    return `not an object of ${MOST_RULES} rules at most`;
  for (const [pattern, rule] of Object.entries(value)) {
    const fault = pattern.length > LONGEST ? 'the pattern is too long' : faultOfRule(rule);
    if (fault !== null) return `${pattern.slice(0, LONGEST)}: ${fault}`;
  }
  return null;
}

function faultOfRule(rule: unknown): string | null {
  if (!isObject(rule)) return 'a rule must be an object';
  for (const [name, value] of Object.entries(rule)) {
    if (!fields.includes(name)) return `there is no field ${name}`;
    if (typeof value !== 'string' || value.length > LONGEST) return `${name} must be a string`;
  }
  return faultsOfRule(rule as RemoteRule)[0] ?? null;
}
