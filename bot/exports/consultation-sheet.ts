import { type ClassificationScheme, tagName } from '../../knowledge/classification/scheme.js';
import { dayInJapan } from '../../knowledge/text/japanese-date.js';
import { type Consultation, type Entry, WAY_NAMES } from '../consultations/consultation.js';
import { isByModel } from '../consultations/given-answer.js';
import { STATE_NAMES } from '../consultations/state.js';
import type { Sheet } from './sheet.js';

export interface Exported {
  consultation: Consultation;
  /** The secretariat's last reply or correction, if there is one. */
  reply: Entry | null;
}

/** Consultations as a list for Excel. @param names of people by id */
export function consultationSheet(
  exported: readonly Exported[],
  { scheme, names }: { scheme: ClassificationScheme; names: ReadonlyMap<string, string> },
): Sheet {
  return {
    name: '相談一覧',
    columns: COLUMNS.map(({ name, width }) => ({ name, width })),
    rows: exported.map((one) => COLUMNS.map(({ of }) => of(one, { scheme, names }) ?? '')),
  };
}

interface Column {
  name: string;
  width: number;
  of: (
    one: Exported,
    known: { scheme: ClassificationScheme; names: ReadonlyMap<string, string> },
  ) => string | null | undefined;
}

const COLUMNS: readonly Column[] = [
  { name: '相談番号', width: 12, of: ({ consultation }) => consultation.number },
  { name: '受付日', width: 12, of: ({ consultation }) => dayInJapan(new Date(consultation.askedAt)) },
  { name: '受付方法', width: 10, of: ({ consultation }) => WAY_NAMES[consultation.asker.channel] },
  { name: '都道府県', width: 10, of: ({ consultation }) => consultation.asker.prefecture },
  { name: '市町村', width: 12, of: ({ consultation }) => consultation.asker.municipality },
  { name: '相談者', width: 12, of: ({ consultation }) => consultation.asker.name },
  {
    name: '分類',
    width: 20,
    of: ({ consultation: { classification } }, { scheme }) =>
      classification === null ? '' : tagName(scheme, classification.tag),
  },
  { name: '質問', width: 50, of: ({ consultation }) => consultation.question },
  { name: '前の質問', width: 20, of: ({ consultation }) => consultation.earlier.join('\n') },
  {
    name: '連携デスクの回答',
    width: 50,
    of: ({ consultation: { answer } }) =>
      answer.outcome !== 'answered'
        ? '（文書では確認できず）'
        : `${isByModel(answer) ? '（AIによる文章）' : ''}${answer.text}`,
  },
  {
    name: '出典',
    width: 30,
    of: ({ consultation: { answer } }) =>
      [
        ...new Set(
          answer.citations.map(({ title, edition, page }) =>
            [title, edition, page === null ? '' : `${page}頁`].filter((part) => part !== '').join('・'),
          ),
        ),
      ].join('\n'),
  },
  { name: '状態', width: 14, of: ({ consultation }) => STATE_NAMES[consultation.state] },
  { name: '事務局の回答', width: 50, of: ({ reply }) => reply?.text },
  { name: '回答日', width: 12, of: ({ reply }) => (reply === null ? '' : dayInJapan(new Date(reply.at))) },
  {
    name: '担当',
    width: 12,
    of: ({ consultation: { assigneeId } }, { names }) => (assigneeId === null ? '' : names.get(assigneeId)),
  },
  { name: '期限', width: 12, of: ({ consultation }) => consultation.dueOn },
  {
    name: '評価',
    width: 14,
    of: ({ consultation: { feedback } }) =>
      feedback === null ? '' : feedback.good ? '役に立った' : '役に立たなかった',
  },
  { name: '評価の理由', width: 30, of: ({ consultation }) => consultation.feedback?.reason },
];
