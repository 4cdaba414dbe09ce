/**
 * Who does something to whom. 「郡医師会からの委託」 is not 「郡医師会への委託」, and 「都道府県による市町村支援」 is no
 * support by municipalities.
 */
interface Parties {
  by: readonly string[];
  to: readonly string[];
  /** Who does it, said so that nothing else can be meant. */
  named: readonly string[];
}

/** What one office does to another. */
const DEEDS =
  /委託|依頼|派遣|報告|提出|送付|支援|提供|紹介|申請|通知|要請|助言|審査|負担|補助|助成|交付|進達|承認|説明|貸与|配布|指導|監督|認定|照会|主体|中心|問題提起|求め|示/g;

/** What somebody is called who does something. */
const PARTY =
  /(?:[都道府県市町村区国省庁局課所室班部署会隊社院者員医師士]|センター|ステーション|団体|機関|法人|施設|住民|本人|家族|自治体|チーム|専門職)$/;

const NAME = '([\\p{Script=Han}\\p{Script=Katakana}ー・()]{1,20})';
const WITHIN = 36;

export function partyFaults(key: string, text: string): string[] {
  const deeds = [...new Set([...key.matchAll(DEEDS)].map(([deed]) => deed))].filter((deed) =>
    text.includes(deed),
  );
  return deeds.flatMap((deed) => {
    const here = partiesOf(key, deed);
    const there = partiesOf(text, deed);
    const is = (name: string, some: readonly string[]): boolean =>
      some.some((other) => other.endsWith(name) || name.endsWith(other));
    return [
      ...here.by.filter((name) => is(name, there.to) && !is(name, there.by)),
      ...here.to.filter((name) => (is(name, there.by) || there.to.length > 0) && !is(name, there.to)),
      ...(here.named.length > 0 && there.named.length > 0 && !here.named.some((name) => is(name, there.named))
        ? here.named
        : []),
    ].map((name) => `name ${name}`);
  });
}

function partiesOf(text: string, deed: string): Parties {
  const by: string[] = [];
  const to: string[] = [];
  const named: string[] = [];
  for (const { index } of text.matchAll(new RegExp(deed, 'g'))) {
    const before = text.slice(Math.max(0, index - WITHIN), index).replace(/^.*。/s, '');
    const after = text.slice(index + deed.length, index + deed.length + 10);
    const names = (particles: string): string[] => {
      const named = new RegExp(`${NAME}(?:等|など)?(?:の[\\p{Script=Han}]{2,4})?(?:${particles})`, 'gu');
      return [...before.matchAll(named)]
        .map(([, name = '']) => name.replace(/^[()・]+|[()・]+$/g, ''))
        .filter((name) => PARTY.test(name));
    };
    const isReceived = /^(?:を|が)?(?:され|受け|もら|いただ|行われ)/.test(after);
    const doing = names('が|は(?!、?(?:次|以下))');
    const aimed = names(
      'に(?!は|て|よ|つ|お|関|向|基|当|あ|伴|応|係|際|加|先)|へ(?:の)?|に対し(?:て)?|に対する',
    );
    const from = names('による|から(?:の)?|によって|により');
    const adjoining = new RegExp(`${NAME}の?$`, 'u').exec(before)?.[1];
    named.push(...from, ...(isReceived ? [] : names('が')));
    by.push(...from, ...(isReceived ? [] : doing));
    to.push(...(isReceived ? doing : aimed));
    if (adjoining !== undefined && from.length > 0) to.push(adjoining);
  }
  return { by, to, named };
}
