import { AUDIENCE_NAMES } from '../../knowledge/document/edition.js';
import { QA_STATE_NAMES, type QaEntry } from '../qa/qa-entry.js';
import type { Sheet } from './sheet.js';

/** Q&A as a list for Excel; what was changed there can be imported again by the number. */
export function qaSheet(entries: readonly QaEntry[], names: ReadonlyMap<string, string>): Sheet {
  return {
    name: 'Q&A一覧',
    columns: [
      { name: '番号', width: 10 },
      { name: '質問', width: 50 },
      { name: '回答', width: 70 },
      { name: '公開範囲', width: 16 },
      { name: '都道府県', width: 10 },
      { name: '市町村', width: 12 },
      { name: '見直し日', width: 12 },
      { name: '状態', width: 10 },
      { name: '確認日', width: 12 },
      { name: '作成者', width: 12 },
      { name: '承認者', width: 12 },
    ],
    rows: entries.map((entry) => [
      entry.number,
      entry.question,
      entry.answer,
      AUDIENCE_NAMES[entry.audience],
      entry.scope.level === 'nation' ? '' : entry.scope.prefecture,
      entry.scope.level === 'municipality' ? entry.scope.municipality : '',
      entry.reviewOn,
      QA_STATE_NAMES[entry.state],
      entry.confirmedOn ?? '',
      names.get(entry.editedBy) ?? '',
      entry.approvedBy === null ? '' : (names.get(entry.approvedBy) ?? ''),
    ]),
  };
}
