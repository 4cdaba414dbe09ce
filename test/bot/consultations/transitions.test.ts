import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { isOpen, STATE_NAMES, STATES } from '../../../bot/consultations/state.js';
import {
  ACTION_NAMES,
  ACTIONS,
  MoveRefused,
  move,
  movesFrom,
  TRANSITIONS,
} from '../../../bot/consultations/transitions.js';

describe('the table of moves', () => {
  it('names every action, and one way only for an action from a state', () => {
    expect(new Set(TRANSITIONS.map(({ action }) => action))).toEqual(new Set(ACTIONS));
    for (const state of STATES) {
      for (const action of ACTIONS) {
        const ways = TRANSITIONS.filter((one) => one.action === action && one.from.includes(state));
        expect(ways.length).toBeLessThanOrEqual(1);
      }
    }
  });

  it('leaves nobody stuck: from every open state the end can be reached', () => {
    for (const start of STATES.filter(isOpen)) {
      const reached = new Set([start]);
      for (const state of reached)
        for (const one of TRANSITIONS) if (one.from.includes(state)) reached.add(one.to);
      expect([...reached].some((state) => !isOpen(state))).toBe(true);
    }
  });

  it.each([
    ['new', 'answer', 'desk', 'answered'],
    ['answered', 'escalate', 'asker', 'waiting'],
    ['waiting', 'assign', 'secretariat', 'assigned'],
    ['assigned', 'ask-back', 'secretariat', 'asked-back'],
    ['asked-back', 'answer-back', 'asker', 'assigned'],
    ['assigned', 'forward', 'secretariat', 'forwarded'],
    ['forwarded', 'return', 'secretariat', 'assigned'],
    ['assigned', 'reply', 'secretariat', 'replied'],
    ['replied', 'reopen', 'asker', 'reopened'],
    ['closed', 'reopen', 'secretariat', 'reopened'],
    ['forwarded', 'withdraw', 'asker', 'withdrawn'],
    ['waiting', 'mark-duplicate', 'secretariat', 'duplicate'],
  ] as const)('%s – %s by %s → %s', (from, action, by, to) => {
    expect(move(from, action, by)).toBe(to);
    expect(movesFrom(from, by)).toContain(action);
  });

  it.each([
    ['waiting', 'reply', 'secretariat'],
    ['withdrawn', 'reopen', 'asker'],
    ['closed', 'withdraw', 'asker'],
    ['answered', 'escalate', 'secretariat'],
    ['assigned', 'reply', 'asker'],
  ] as const)('refuses %s – %s by %s, with the reason', (from, action, by) => {
    const refused = (): unknown => move(from, action, by);
    expect(refused).toThrow(MoveRefused);
    expect(refused).toThrow(/(できません|できるのは)/);
    expect(movesFrom(from, by)).not.toContain(action);
  });
});

describe('the documentation', () => {
  it('shows the table as it is', () => {
    const text = readFileSync('bot/consultations/README.md', 'utf8');
    const cells = (line: string): string =>
      line
        .split('|')
        .map((cell) => cell.trim())
        .join('|');
    const rows = text.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| 状態'));
    const movers = { desk: '連携デスク', asker: '相談者', secretariat: '事務局', prefecture: '都道府県' };
    expect(rows.filter((row) => !row.includes('---')).map(cells)).toEqual(
      TRANSITIONS.map(({ from, action, by, to }) => {
        const states = from.map((state) => STATE_NAMES[state]).join('、');
        const who = by.map((mover) => movers[mover]).join('、');
        return `|${states}|${ACTION_NAMES[action]}|${who}|${STATE_NAMES[to]}|`;
      }),
    );
  });
});
