import type { Paragraph, Table } from 'docx';
import { STATE_NAMES } from '../../bot/consultations/state.js';
import type { OpenConsultation } from '../../bot/rotation-pack/open-consultations.js';
import type { AnswerThatStands, PastConsultation } from '../../bot/rotation-pack/past-consultations.js';
import type { RotationPack } from '../../bot/rotation-pack/rotation-pack.js';
import { fiscalYearName, japaneseDate } from '../../knowledge/text/japanese-date.js';
import { type Cell, heading, lines, note, strong, table } from './word-parts.js';

/** まだ終わっていない相談: what there is to do. */
export function openChapter({ open: consultations, handedOver, today }: RotationPack): (Paragraph | Table)[] {
  const told =
    handedOver === null || handedOver.count === 0
      ? []
      : lines(
          `${handedOver.from}さんの相談${handedOver.count}件は、${handedOver.successor}さんに引き継ぎました（自動で回答し、まだ完了していないものを含みます）。`,
        );
  if (consultations.length === 0) return [...told, ...lines('終わっていない相談はありません。')];
  return [
    ...told,
    ...lines(
      `次の${consultations.length}件が終わっていません。お返事やご確認をお願いするものを先に載せています。`,
    ),
    table(
      [
        ['番号・状態', 18],
        ['相談の内容', 34],
        ['相談者・受付日', 18],
        ['今後の対応', 30],
      ],
      consultations.map((one) => [
        [strong(one.number), STATE_NAMES[one.state]],
        [...questionOf(one), ...(one.added === null ? [] : [note('事務局に伝えたこと'), one.added])],
        [
          one.askedBy,
          ...(one.heldBy === one.askedBy ? [] : [note(`${one.heldBy}さんに引継ぎ`)]),
          japaneseDate(one.askedOn),
        ],
        awaitedOf(one, today),
      ]),
    ),
  ];
}

function awaitedOf({ awaited, askedBack, dueOn, state }: OpenConsultation, today: string): Cell {
  const late = dueOn !== null && dueOn < today ? '（過ぎています）' : '';
  return [
    awaited,
    ...(askedBack === null ? [] : [note('事務局が確認したいこと'), askedBack]),
    ...(dueOn === null || state === 'replied' ? [] : [note(`回答の目安：${japaneseDate(dueOn)}${late}`)]),
  ];
}

/** これまでの相談と回答. */
export function pastChapter({ past: { years, omitted }, since }: RotationPack): (Paragraph | Table)[] {
  const from = since === null ? null : `${japaneseDate(since)}以降に受け付けた相談`;
  if (years.length === 0)
    return lines(
      from === null ? '回答された相談はまだありません。' : `${from}で、回答されたものはありません。`,
    );
  return [
    ...(from === null ? [] : lines(`${from}を載せています。`)),
    ...lines(
      '回答は、それぞれの時点の文書や状況によるものです。制度や募集の内容は年度によって変わりますので、お使いになる前に最新の文書をご確認ください。',
    ),
    ...years.flatMap(({ fiscalYear, consultations }) => [
      heading(fiscalYearName(fiscalYear), 2),
      table(
        [
          ['番号・受付日', 18],
          ['相談の内容', 30],
          ['回答', 52],
        ],
        consultations.map((one) => [
          [strong(one.number), japaneseDate(one.askedOn)],
          questionOf(one),
          answerOf(one),
        ]),
      ),
    ]),
    ...(omitted === 0
      ? []
      : lines(`このほかに${omitted}件の相談があります。必要なときは、事務局にお尋ねください。`)),
  ];
}

const ANSWERED_BY: Readonly<Record<AnswerThatStands['by'], string>> = {
  reply: '事務局の回答',
  correction: '事務局による訂正',
  desk: '連携デスクの回答',
};

function answerOf({ answer, poor }: PastConsultation): Cell {
  return [
    strong(`${ANSWERED_BY[answer.by]}（${japaneseDate(answer.on)}）`),
    answer.text,
    ...answer.sources.map((source) => note(`出典：${sourceOf(source)}`)),
    ...answer.remarks.map(note),
    ...(poor
      ? [note('ご注意：「役に立たなかった」と評価された回答です。お使いになる前に、事務局にご確認ください。')]
      : []),
  ];
}

function sourceOf({ title, edition, page }: AnswerThatStands['sources'][number]): string {
  return `「${title}」${[edition, page === null ? '' : `${page}頁`].filter((part) => part !== '').join('・')}`;
}

function questionOf({ earlier, question }: { earlier: readonly string[]; question: string }): Cell {
  return [...earlier.map((turn) => note(`前の質問：${turn}`)), question];
}
