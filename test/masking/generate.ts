import {
  address,
  birthDate,
  digits,
  insuredNumber,
  integer,
  mail,
  myNumber,
  phone,
  pick,
  type Random,
  recordNumber,
  seeded,
  sometimesWide,
} from './generated-details.js';
import {
  familyNames,
  foreignNames,
  givenNames,
  honorifics,
  initials,
  kanaFamilies,
  kanaGivens,
  kin,
  laws,
  municipalities,
  organisations,
  professionals,
  roles,
} from './generated-words.js';

/**
 * Composes invented Japanese texts with personal details marked, for measuring a masker on more material
 * than the hand-written `texts.jsonl` beside it. Every list (generated-words.ts) and template is its own: it shares
 * nothing with the masker. The same seed and count always give the same texts. Offsets are UTF-16 code units.
 *
 * A span covers exactly the detail: a name without its honorific, an address from the first part below the
 * municipality, a number with its separators but without its label, a birth date without 生 or 生まれ.
 */

/** One marked detail of a text. */
interface Span {
  start: number;
  end: number;
  type: string;
}

/** A text with the details it contains. */
interface MarkedText {
  text: string;
  spans: Span[];
}

/** What a slot of a template becomes; without a type it is neutral. */
interface Filling {
  text: string;
  type?: string;
}

/** Sentences that contain no personal detail once their neutral slots are filled. */
const neutralSentences = [
  '{role}から、事業の評価指標について質問がありました。',
  '{law}に書かれている内容を、{role}にわかるように説明してください。',
  '{municipality}と{municipality}の取組を比べたいです。',
  '実績報告の締切は{date}で、会議は13:30-15:00の予定です。',
  'アンケートの回答は{count}件、うち{percent}が在宅療養を希望していました。',
  '{organisation}に委託する場合、予算{money}の範囲で足りるでしょうか。',
  '{initial}は要介護3で、退院後は訪問看護を週2回利用する予定です。',
  '令和{small}年度の看取り件数は{count}件、前年度は{count}件です。',
  '参考：https://www.example.go.jp/zaitaku/guide_{small}.html',
  '長谷川式は1{small}点、血圧は13{small}/8{small}、SpO2は9{small}％でした。',
  '会議IDは {meeting} です。時間になったら入室してください。',
  '昭和2{small}年ごろに建てられた団地が多い地区で、高齢化率は{percent}です。',
  'たくさんの職種が集まる場なので、{role}にも声をかけてください。',
  '申請番号{serial}の処理が止まっているようです。',
  '前回の回答はわかりやすかったのですが、出典のページが違っていました。',
  '入退院支援ルールの見直しを{date}までに終える計画です。',
  '{organisation}の{role}と一緒に研修を企画しています。',
  '事業所番号25{office}の届出状況を確認したいです。',
];

/** Sentences with details; a trailing 2 asks for a second person of the same text. */
const detailSentences = [
  '{family}{honorific}の退院前カンファレンスは{date}に決まりました。',
  '患者の{full}、8{small}歳、心不全の既往あり。',
  '氏名：{full}\n生年月日：{birth}\n住所：{municipality}{address}\n電話：{phone}',
  '{full}（{kana}）{honorific}、{birth}生まれ、要介護2。',
  '{relation}の{given}さんに{phone}で説明し、了承を得ました。',
  '{family}{professional}から、{family2}{honorific}の指示書について問い合わせがありました。',
  '被保険者番号{insured}の方の負担割合を教えてください。',
  '後期高齢者医療の被保険者番号は{elder}です。',
  'マイナンバーは{my}と書かれていました。',
  '個人番号（{my}）を誤って記載したまま送ってしまいました。',
  'カルテ番号：{record}、{family}{honorific}の情報提供をお願いします。',
  '患者ID {record} の方の検査結果を共有してもよいでしょうか。',
  '{municipality}{address}にお住まいの{full}{honorific}について相談です。',
  '訪問先は{municipality}{address}です。駐車場は建物の裏にあります。',
  '{organisation}の{family}と申します。折り返しは{phone}へお願いします。',
  '返信は{mail}までお願いします。',
  '{foreign}さんは日本語の読み書きが難しく、通訳が必要です。',
  '{foreign}様、{birth}生、{municipality}在住。',
  '緊急連絡先は{relation}の{full2}{honorific}（{phone}）です。',
  '本日は{family}さんと{family2}さんがお休みです。',
  '{kana}様の訪問記録が未入力です。',
  '受付票\n相談者　{full2}（{relation}）\n対象者　{full}\n生年月日　{birth}\n被保険者番号　{insured}',
  '{organisation}　{full}\nTEL {phone}\nE-mail {mail}',
  '{birth}生の方で、診察券番号は{record}です。',
  '{family}さん、先ほどの資料を{mail}に送りました。',
];

/** Fillings of one text: a person named twice in it keeps the same name. */
function slotsOf(random: Random): (slot: string) => Filling {
  const people = [0, 1].map(() => ({ family: pick(random, familyNames), given: pick(random, givenNames) }));
  const gap = pick(random, ['', ' ', '　']);
  const neutral = (text: string): Filling => ({ text });
  const makers: Record<string, () => Filling> = {
    family: () => ({ text: people[0]?.family ?? '', type: 'name' }),
    family2: () => ({ text: people[1]?.family ?? '', type: 'name' }),
    given: () => ({ text: people[1]?.given ?? '', type: 'name' }),
    full: () => ({ text: `${people[0]?.family}${gap}${people[0]?.given}`, type: 'name' }),
    full2: () => ({ text: `${people[1]?.family}${gap}${people[1]?.given}`, type: 'name' }),
    kana: () => ({
      text: pick(random, kanaFamilies) + pick(random, [' ', '　']) + pick(random, kanaGivens),
      type: 'name',
    }),
    foreign: () => ({ text: pick(random, foreignNames), type: 'name' }),
    address: () => ({ text: address(random), type: 'address' }),
    phone: () => ({ text: phone(random), type: 'phone' }),
    mail: () => ({ text: mail(random), type: 'mail' }),
    birth: () => ({ text: birthDate(random), type: 'birth-date' }),
    insured: () => ({ text: insuredNumber(random), type: 'insured-number' }),
    elder: () => ({ text: sometimesWide(random, digits(random, 8)), type: 'insured-number' }),
    my: () => ({ text: myNumber(random), type: 'my-number' }),
    record: () => ({ text: recordNumber(random), type: 'record-number' }),
    municipality: () => neutral(pick(random, municipalities)),
    organisation: () => neutral(pick(random, organisations)),
    role: () => neutral(pick(random, roles)),
    initial: () => neutral(pick(random, initials)),
    law: () => neutral(pick(random, laws)),
    honorific: () => neutral(pick(random, honorifics)),
    professional: () => neutral(pick(random, professionals)),
    relation: () => neutral(pick(random, kin)),
    small: () => neutral(String(integer(random, 1, 6))),
    count: () => neutral(integer(random, 8, 2400).toLocaleString('en-US')),
    percent: () => neutral(sometimesWide(random, `${integer(random, 3, 96)}.${integer(random, 0, 9)}%`)),
    money: () => neutral(`${integer(random, 10, 9800).toLocaleString('en-US')},000円`),
    meeting: () => neutral(`8${digits(random, 2)} ${digits(random, 4)} ${digits(random, 4)}`),
    serial: () => neutral(`R${integer(random, 4, 7)}-${digits(random, 4)}`),
    office: () => neutral(digits(random, 8)),
    date: () =>
      neutral(
        pick(random, [
          `令和${integer(random, 5, 8)}年${integer(random, 1, 12)}月${integer(random, 1, 28)}日`,
          `${integer(random, 1, 12)}月${integer(random, 1, 28)}日（水）`,
          `${integer(random, 1, 12)}/${integer(random, 1, 28)}`,
          `202${integer(random, 4, 7)}/${integer(random, 1, 12)}/${integer(random, 1, 28)}`,
        ]),
      ),
  };
  return (slot) => {
    const maker = makers[slot];
    if (!maker) throw new Error(`Unknown slot: ${slot}`);
    return maker();
  };
}

/** Fills the slots of a template and notes where its details lie. */
function fill(template: string, filling: (slot: string) => Filling): MarkedText {
  const spans: Span[] = [];
  let text = '';
  let last = 0;
  for (const match of template.matchAll(/\{(\w+)\}/g)) {
    text += template.slice(last, match.index);
    const { text: value, type } = filling(match[1] ?? '');
    if (type) spans.push({ start: text.length, end: text.length + value.length, type });
    text += value;
    last = match.index + match[0].length;
  }
  return { text: text + template.slice(last), spans };
}

/** Composes `count` texts; about two in five contain no personal detail. */
export function generateTexts(seed: number, count: number): MarkedText[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => {
    const filling = slotsOf(random);
    const details = random() < 0.4 ? 0 : integer(random, 1, 3);
    const neutrals = details === 0 ? integer(random, 1, 3) : integer(random, 0, 2);
    const chosen: string[] = [];
    for (let index = 0; index < details + neutrals; index++) {
      const list = index < details ? detailSentences : neutralSentences;
      const template = pick(random, list);
      if (!chosen.includes(template)) chosen.splice(integer(random, 0, chosen.length), 0, template);
    }
    // A list of labelled lines stands on lines of its own.
    const lined = chosen.some((template) => template.includes('\n'));
    const separator = lined ? '\n' : pick(random, ['', '', '\n', '\n\n']);
    // Every text ends a sentence with a mark or a line break, so joined sentences do not run together.
    const joined = chosen.map((template) =>
      /[。\n]$/.test(template) || separator ? template : `${template}\n`,
    );
    return fill(joined.join(separator).trimEnd(), filling);
  });
}
