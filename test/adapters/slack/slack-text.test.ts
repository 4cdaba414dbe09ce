import { describe, expect, it } from 'vitest';
import { escaped, pieces, plainText, shown } from '../../../adapters/slack/slack-text.js';
import { cut } from '../../../knowledge/text/cut.js';

describe('what people write in Slack', () => {
  it.each([
    ['<@U0DESK> 委託できますか', '委託できますか'],
    ['<@U0DESK|desk> <@U12> さんの質問です', '@（利用者） さんの質問です'],
    ['<#C12|相談> と <#C13> を見て', '#相談 と #（チャンネル） を見て'],
    ['<https://example.jp/a?b=1&amp;c=2|手引き> と <https://example.jp>', '手引き と https://example.jp'],
    ['<mailto:a@example.jp|a@example.jp> に &lt;至急&gt; &amp; 連絡', 'a@example.jp に <至急> & 連絡'],
    ['<!channel> <!subteam^S1|@係> <!date^1^{date}|11月> 見てください', '@係 11月 見てください'],
  ])('%s is read as %s', (written, read) => {
    expect(plainText(written, 'U0DESK').replace(/\s+/g, ' ').trim()).toBe(read);
  });
});

it.each(['<@A|', '<https:', '<!here|', '<#A|', '<!date^'])('a great many %s take no time', (begun) => {
  const text = begun.repeat(400_000 / begun.length);
  expect(plainText(text, 'U0DESK')).toBe(text);
});

describe('text of others in Slack', () => {
  it('calls nobody, turns no line around, and is never empty', () => {
    expect(shown('<!channel> <@U1> <#C1> a < b')).toBe('＜!channel> ＜@U1> ＜#C1> a < b');
    expect(shown('a\u202eb\u0007c')).toBe('abc');
    expect(shown(' \u0000 ')).toBe('（記載なし）');
  });

  it('is no markup within words of ours', () => {
    const text = escaped('*太字* <https://x.jp|銀行> & `x`', 200);
    expect(text).not.toMatch(/(?<!\u200b)[*`]|<|>|&(?!amp;|lt;|gt;)/);
  });

  it('is cut between characters, with a sign', () => {
    expect(cut('𠮷野家'.repeat(3), 6)).toBe('𠮷野家…');
    expect(cut('短い', 8)).toBe('短い');
  });

  it('goes into as many sections as it needs, whole', () => {
    const text = `${'あ'.repeat(2500)}。\n${'い'.repeat(2500)}。${'う'.repeat(2500)}`;
    const found = pieces(text, 5);
    expect(found.map(({ length }) => length).every((length) => length <= 3000)).toBe(true);
    expect(found.join('').replace(/\n/g, '')).toBe(text.replace(/\n/g, ''));
    expect(pieces('え'.repeat(20_000), 2).at(-1)).toMatch(/…$/);
  });
});
