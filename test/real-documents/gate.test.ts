import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Application, compose } from '../../adapters/compose.js';
import { readConfig } from '../../adapters/config/config.js';
import { listSources } from '../../adapters/files/list-sources.js';
import { supported } from '../../knowledge/gate/supported.js';
import { passageText } from '../../knowledge/passages/passage.js';
import { falsehoodsOf } from '../gate/attacks.js';

const DOCUMENTS = '../shared/corpus';

/** As a model writes what a document says: politely. */
const POLITE: readonly [RegExp, string][] = [
  [/である。$/, 'です。'],
  [/(?<=[いきしちにみりえけせてねべめれげ])た。$/, 'ました。'],
  [/(?<=て)いる。$/, 'います。'],
  [/(?<=[でも])きる。$/, 'きます。'],
  [/する。$/, 'します。'],
  [/(?<=[かさらまわが])れる。$/, 'れます。'],
  [/ある。$/, 'あります。'],
  [/なる。$/, 'なります。'],
  [/望ましい。$/, '望ましいです。'],
];

/** Other words for the same. */
const REWORDED: readonly ((sentence: string) => string)[] = [
  (sentence) => sentence,
  (sentence) => sentence.replace(/^(?:また|なお|そのため|このため|さらに|一方|そして|特に)、/, ''),
  (sentence) => sentence.replace(/\s+/g, ''),
  (sentence) => sentence.replace(/平成\s*(\d+)\s*年/g, (_, year) => `${1988 + Number(year)}年`),
  (sentence) => sentence.replace('を実施して', 'を行って').replace('において', 'で').replace('及び', 'と'),
  (sentence) => sentence.replace(/ました。$/, 'たとされています。').replace('したたと', 'したと'),
];

function polite(sentence: string): string | null {
  const found = POLITE.find(([ending]) => ending.test(sentence));
  return found === undefined ? null : sentence.replace(...found);
}

describe.skipIf(!existsSync(DOCUMENTS))('the gate on the programme’s documents', () => {
  let home = '';
  let application: Application;
  const sentences: { passage: string; sentence: string }[] = [];

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'renkei-gate-'));
    application = await compose(readConfig({ RENKEI_HOME: home }, home));
    await application.index(await listSources([DOCUMENTS]));
    for (const { passage } of await application.desk.passages())
      for (const { kind, text } of passage.parts) {
        const sentence = kind === 'sentence' ? polite(text.trim().replaceAll('\n', '')) : null;
        if (sentence !== null && sentence.length > 15)
          sentences.push({ passage: passageText(passage), sentence });
      }
  });
  afterAll(async () => {
    await application.close();
    await rm(home, { recursive: true, force: true });
  });

  it('lets at least nine of ten sentences pass that say in nearly the same words what they say', () => {
    const said = sentences.flatMap(({ passage, sentence }) =>
      [...new Set(REWORDED.map((reword) => reword(sentence)))].map((one) => ({ passage, sentence: one })),
    );
    const withheld = said.filter(({ passage, sentence }) => !supported(passage, sentence).supported);
    expect(said.length).toBeGreaterThan(400);
    expect(withheld.length / said.length, withheld.map(({ sentence }) => sentence).join('\n')).toBeLessThan(
      0.1,
    );
  });

  it('catches at least 98 of a hundred that are made false', () => {
    const attacks = sentences.flatMap(({ passage, sentence }, i) =>
      falsehoodsOf(sentence, i).map((one) => ({ ...one, passage })),
    );
    const passed = attacks.filter(({ passage, sentence }) => supported(passage, sentence).supported);
    expect(attacks.length).toBeGreaterThan(1000);
    expect(
      1 - passed.length / attacks.length,
      passed.map(({ kind, sentence }) => `${kind}: ${sentence}`).join('\n'),
    ).toBeGreaterThanOrEqual(0.98);
  });
});
