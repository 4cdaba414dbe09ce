import { describe, expect, test } from 'vitest';
import type { Json } from '../json.js';
import { blockProblems, type Surface } from './blocks.js';

const section = (text: string): Json => ({ type: 'section', text: { type: 'mrkdwn', text } });

describe('Block Kit', () => {
  const plain = (text: string): Json => ({ type: 'plain_text', text });
  const option = (value: string): Json => ({ text: plain(value), value });
  const actions = (...elements: Json[]): Json => ({ type: 'actions', elements });
  const input = (element: Json): Json => ({ type: 'input', label: plain('欄'), element });
  const many = <Item>(count: number, make: (index: number) => Item): Item[] =>
    Array.from({ length: count }, (_, index) => make(index));
  const press = (more: Json = {}): Json => ({ type: 'button', text: plain('押す'), ...more });
  const select = (more: Json = {}): Json => ({ type: 'static_select', options: [option('a')], ...more });

  const allowed: [Surface, Json[]][] = [
    ['message', [section('あ'.repeat(3000)), { type: 'divider' }, { type: 'header', text: plain('見出し') }]],
    [
      'message',
      [
        {
          type: 'context',
          elements: [
            { type: 'mrkdwn', text: '出典' },
            { type: 'image', image_url: 'https://x.jp/a.png', alt_text: '図' },
          ],
        },
      ],
    ],
    [
      'message',
      [
        { type: 'markdown', text: '**太字**' },
        actions(press({ value: 'あ'.repeat(2000) }), select({ initial_option: option('a') })),
      ],
    ],
    [
      'message',
      [
        {
          type: 'rich_text',
          elements: [
            {
              type: 'rich_text_section',
              elements: [{ type: 'text', text: '引用', style: { italic: true } }],
            },
          ],
        },
      ],
    ],
    [
      'message',
      [{ type: 'table', rows: [[{ type: 'raw_text', text: '市' }], [{ type: 'raw_text', text: '彦根' }]] }],
    ],
    ['message', many(50, () => ({ type: 'divider' }))],
    ['modal', many(100, () => ({ type: 'divider' }))],
    ['modal', [input({ type: 'datepicker', initial_date: '2026-11-22', placeholder: plain('日') })]],
    [
      'home',
      [
        section('x'),
        actions(
          press({
            confirm: {
              title: plain('確認'),
              text: plain('よいですか'),
              confirm: plain('はい'),
              deny: plain('いいえ'),
            },
          }),
        ),
      ],
    ],
  ];
  for (const [surface, blocks] of allowed)
    test(`a ${surface} shows ${blocks.length} of ${[...new Set(blocks.map(({ type }) => type))].join(', ')}`, () => {
      expect(blockProblems(blocks, surface)).toEqual([]);
    });

  const refused: [Surface, Json[], RegExp][] = [
    ['message', many(51, () => ({ type: 'divider' })), /no more than 50/],
    ['home', many(101, () => ({ type: 'divider' })), /no more than 100/],
    ['message', [section('')], /more than 0/],
    ['message', [{ type: 'section' }], /`text` or `fields`/],
    ['message', [{ type: 'section', fields: many(11, () => plain('x')) }], /no more than 10/],
    ['message', [{ type: 'section', fields: [plain('あ'.repeat(2001))] }], /less than 2001/],
    ['message', [{ type: 'header', text: { type: 'mrkdwn', text: 'x' } }], /expected plain_text/],
    ['message', [{ type: 'header', text: plain('あ'.repeat(151)) }], /less than 151/],
    ['message', [{ type: 'context', elements: many(11, () => plain('x')) }], /no more than 10/],
    ['message', [actions(...many(26, () => press()))], /no more than 25/],
    ['message', [actions(press({ text: plain('あ'.repeat(76)) }))], /less than 76/],
    ['message', [actions(press({ value: 'x'.repeat(2001) }))], /less than 2001/],
    ['message', [actions(press({ url: `https://x.jp/${'x'.repeat(3000)}` }))], /less than 3001/],
    ['message', [actions(press({ action_id: 'x'.repeat(256) }))], /less than 256/],
    ['message', [actions(press({ action_id: 'a' }), press({ action_id: 'a' }))], /action_id must be unique/],
    [
      'message',
      [
        { type: 'divider', block_id: 'a' },
        { type: 'divider', block_id: 'a' },
      ],
      /block_id must be unique/,
    ],
    [
      'message',
      [actions({ type: 'overflow', options: many(6, (index) => option(`${index}`)) })],
      /no more than 5/,
    ],
    ['message', [actions(select({ options: many(101, (index) => option(`${index}`)) }))], /no more than 100/],
    ['message', [actions(select({ initial_option: option('b') }))], /one of the provided options/],
    [
      'message',
      [actions(select({ options: [{ text: plain('あ'.repeat(76)), value: 'a' }] }))],
      /less than 76/,
    ],
    [
      'message',
      [actions(select({ options: [{ text: plain('a'), value: 'x'.repeat(151) }] }))],
      /less than 151/,
    ],
    ['message', [actions(press({ confirm: { text: plain('あ'.repeat(301)) } }))], /less than 301/],
    ['message', [{ type: 'image', image_url: 'https://x.jp/a.png' }], /alt_text/],
    [
      'message',
      [
        { type: 'markdown', text: 'あ'.repeat(6001) },
        { type: 'markdown', text: 'あ'.repeat(6000) },
      ],
      /12001/,
    ],
    ['modal', [{ type: 'markdown', text: 'x' }], /unsupported type/],
    ['message', [{ type: 'poem' }], /unsupported type: poem/],
    ['message', [{ type: 'divider', colour: 'red' }], /unknown field: colour/],
    ['message', [actions({ type: 'plain_text_input', action_id: 'a' })], /unsupported type/],
    ['modal', [input({ type: 'plain_text_input', max_length: 3001 })], /between 1 and 3000/],
    ['modal', [input({ type: 'plain_text_input', placeholder: plain('あ'.repeat(151)) })], /less than 151/],
    ['modal', [input({ type: 'datepicker', initial_date: '2026/11/22' })], /YYYY-MM-DD/],
    ['modal', [{ ...input({ type: 'plain_text_input' }), hint: plain('あ'.repeat(2001)) }], /less than 2001/],
    [
      'message',
      [
        {
          type: 'rich_text',
          elements: [{ type: 'rich_text_section', elements: [{ type: 'shout', text: 'x' }] }],
        },
      ],
      /unsupported type: shout/,
    ],
  ];
  for (const [number, [surface, blocks, problem]] of refused.entries())
    test(`${number + 1}: a ${surface} does not show ${String(blocks[0]?.type)}: ${problem.source}`, () => {
      expect(blockProblems(blocks, surface).join('\n')).toMatch(problem);
    });
});
