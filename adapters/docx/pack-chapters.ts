import type { Paragraph, Table } from 'docx';
import { ROLE_NAMES } from '../../bot/people/person.js';
import type { RotationPack } from '../../bot/rotation-pack/rotation-pack.js';
import { KIND_NAMES } from '../../knowledge/document/edition.js';
import { fiscalYearName, japaneseDate } from '../../knowledge/text/japanese-date.js';
import { openChapter, pastChapter } from './consultation-chapters.js';
import { bullet, heading, lines, note, strong, table } from './word-parts.js';

export interface Chapter {
  title: string;
  content: (Paragraph | Table)[];
}

/** The pack's chapters, in the order in which a new officer needs them. */
export function packChapters(pack: RotationPack): Chapter[] {
  return [
    { title: 'はじめに', content: beginning(pack) },
    { title: 'まだ終わっていない相談', content: openChapter(pack) },
    { title: 'これまでの相談と回答', content: pastChapter(pack) },
    { title: '関係するQ&A', content: qa(pack) },
    ...(pack.survey === undefined ? [] : [{ title: '調査から見た状況', content: survey(pack.survey) }]),
    { title: 'まず読むもの', content: reading(pack) },
    { title: '問い合わせ先', content: contacts(pack) },
  ];
}

function beginning({ replyWithinDays, pageAddress }: RotationPack): Paragraph[] {
  const page = pageAddress === null ? '連携デスクのページ' : `連携デスクのページ（${pageAddress}）`;
  return [
    'アカウントをお持ちでない方は、事務局に登録をご依頼ください。お送りするリンクでパスワードを設定すると、サインインできます。',
    `${page}で、ふだんの言葉で質問を入力してください。回答には、根拠となる文書の名前・年度・頁が付きます。お使いになる前に、原文もご確認ください。`,
    `文書で確認できないことには推測でお答えせず、ご質問を相談として事務局にお届けします。事務局は、お届けした日から${replyWithinDays}日以内の回答を目安としています。都道府県や国への照会が必要なときは、さらに日数をいただくことがあります。`,
    '事務局からの回答や問い返しは、「自分の相談」に表示されます。',
    '前任者の相談のうち終わっていないものは、事務局にご依頼いただくと、後任の方に引き継がれます。引き継がれた相談は「自分の相談」に表示され、続きのやり取りができます。',
    '患者・利用者の氏名や住所などの個人情報は、入力しないでください。',
  ].map(bullet);
}

function qa({ qa: entries, place }: RotationPack): (Paragraph | Table)[] {
  if (entries.length === 0) return lines('関係するQ&Aはまだありません。');
  return [
    table(
      [
        ['番号', 18],
        ['質問', 30],
        ['回答', 52],
      ],
      entries.map(({ number, question, answer, confirmedOn, own, reviewDue }) => [
        [strong(number), ...(own ? [note(`${place.municipality}の相談から作成`)] : [])],
        [question],
        [
          answer,
          ...(confirmedOn === null ? [] : [note(`${japaneseDate(confirmedOn)}確認`)]),
          ...(reviewDue
            ? [note('ご注意：見直しの時期を過ぎています。お使いになる前に、事務局にご確認ください。')]
            : []),
        ],
      ]),
    ),
  ];
}

function survey({ title, items }: NonNullable<RotationPack['survey']>): (Paragraph | Table)[] {
  return [
    ...lines(`${title}への回答によるものです。`),
    table(
      [
        ['事業項目', 60],
        ['状況', 40],
      ],
      items.map(({ name, status }) => [[name], [status]]),
    ),
  ];
}

function reading({ reading: { documents, deadlines } }: RotationPack): (Paragraph | Table)[] {
  if (documents.length === 0) return lines('登録されている文書はまだありません。');
  return [
    ...lines('上から順にお読みください。いずれも連携デスクの「登録文書」で全文をご覧になれます。'),
    table(
      [
        ['種別', 18],
        ['文書名', 52],
        ['年度・発行', 30],
      ],
      documents.map(({ title, kind, issuer, fiscalYear, issued, closed, sample }) => [
        [KIND_NAMES[kind]],
        [
          strong(title),
          ...(closed ? [note('締切を過ぎています。')] : []),
          ...(sample ? [note('見本の文書です。実際の業務には使用しないでください。')] : []),
        ],
        [
          ...(fiscalYear === null ? [] : [fiscalYearName(fiscalYear)]),
          ...(issued === null ? [] : [`${japaneseDate(issued)}発行`]),
          ...(issuer === null ? [] : [issuer]),
        ],
      ]),
    ),
    ...(deadlines.length === 0
      ? []
      : [
          heading('これからの締切', 2),
          table(
            [
              ['締切', 30],
              ['内容', 25],
              ['文書名', 45],
            ],
            deadlines.map(({ label, date, time, title }) => [
              [strong(`${japaneseDate(date)}${time === null ? '' : ` ${time}`}`)],
              [label],
              [title],
            ]),
          ),
        ]),
  ];
}

function contacts({
  contacts: { secretariat, colleagues, prefecture },
  place,
}: RotationPack): (Paragraph | Table)[] {
  const named = (names: readonly string[], none: string): Paragraph[] =>
    names.length === 0 ? lines(none) : names.map(bullet);
  return [
    ...lines(
      '事業についてのご質問は、まず連携デスクにお尋ねください。お急ぎのときやアカウントのことは、事務局にご連絡ください。',
    ),
    heading('事務局', 2),
    ...(secretariat.length === 0
      ? lines('登録されている担当者はいません。')
      : [
          table(
            [
              ['氏名', 30],
              ['役割', 30],
              ['メール', 40],
            ],
            secretariat.map(({ name, role, mail }) => [[name], [ROLE_NAMES[role]], [mail ?? '―']]),
          ),
        ]),
    heading(`${place.municipality}で連携デスクを利用している方`, 2),
    ...named(colleagues, '登録されている方はいません。'),
    heading(`${place.prefecture}の担当者`, 2),
    ...named(prefecture, '登録されている方はいません。'),
  ];
}
