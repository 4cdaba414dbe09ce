import {
  type AnswerCode,
  MOST_REASONS,
  type Questionnaire,
  type SurveyItem,
  subItemKey,
} from '../../../knowledge/survey/questionnaire.js';
import { foldKey } from '../../../knowledge/text/fold.js';
import { type Answers, wasAsked } from '../item-status.js';
import type { Cells, Tell } from './cells.js';
import { reasonKey, reasonsKey } from './survey-columns.js';

/** What people write where nothing was answered. */
const BLANKS = new Set(['', '-', '―', 'ー', '無回答', '未回答', '空白', 'n/a', 'なし'].map(foldKey));

/** Whether nothing was answered, whatever stands there instead. */
export function isBlank(written: string | undefined): boolean {
  return BLANKS.has(foldKey(written ?? '').trim());
}

/** Reads the cells of one row as answers to a questionnaire. */
export class CodeReader {
  readonly #codes: ReadonlyMap<string, AnswerCode>;
  readonly #reasons: ReadonlyMap<string, number>;
  /** What was read before: a survey writes the same few things eighty thousand times. */
  readonly #read = new Map<string, AnswerCode | 'blank' | 'unknown'>();

  constructor(private readonly questionnaire: Questionnaire) {
    this.#codes = codesOf(questionnaire);
    this.#reasons = reasonsOf(questionnaire);
  }

  /** A code that there is not is told, and counts as blank. */
  answers(cells: Cells, tell: Tell): Answers {
    const answers: Record<string, AnswerCode | null> = {};
    for (const item of this.questionnaire.items) {
      for (const { number } of item.subItems) {
        const key = subItemKey(item.id, number);
        const written = cells[key] ?? '';
        const code = this.#codeIn(written);
        answers[key] = typeof code === 'number' ? code : null;
        if (code === 'unknown')
          tell(key, written, '選択肢の番号（1～4）ではありません。空欄として扱います。');
      }
    }
    return answers;
  }

  #codeIn(written: string): AnswerCode | 'blank' | 'unknown' {
    const known = this.#read.get(written);
    if (known !== undefined) return known;
    const code = this.#codes.get(codeKey(written)) ?? (isBlank(written) ? 'blank' : 'unknown');
    this.#read.set(written, code);
    return code;
  }

  /** 未実施理由 by item. They are asked only where all sub-items are 4; given elsewhere, they are told and not kept. */
  reasons(cells: Cells, answers: Answers, tell: Tell): Record<string, number[]> {
    const found: Record<string, number[]> = {};
    for (const item of this.questionnaire.items) {
      const numbers = this.#reasonsFor(item, cells, tell);
      if (numbers.length === 0) continue;
      if (wasAsked(answers, item)) found[item.id] = numbers;
      else {
        const name = reasonsKey(item.id);
        const why = `未実施理由は、（${item.id}）の取組例がすべて「4」のときだけ読み取ります。この理由は取り込みません。`;
        tell(name, cells[name] ?? numbers.join('、'), why);
      }
    }
    return found;
  }

  #reasonsFor({ id }: SurveyItem, cells: Cells, tell: Tell): number[] {
    const numbers = new Set<number>();
    const name = reasonsKey(id);
    for (const part of isBlank(cells[name]) ? [] : partsOf(cells[name] ?? '')) {
      const number = this.#reasons.get(codeKey(part));
      if (number === undefined)
        tell(name, part, '未実施理由の選択肢ではありません。この理由は取り込みません。');
      else numbers.add(number);
    }
    for (let number = 1; number <= MOST_REASONS; number++) {
      const column = reasonKey(id, number);
      const written = cells[column];
      if (written === undefined || isBlank(written) || codeKey(written) === '0') continue;
      const marked = /^[○〇◯●✓✔☑1]$|^(?:有|該当|はい|選択)$/u.test(written.normalize('NFKC').trim());
      if (marked || codeKey(written) === String(number)) numbers.add(number);
      else
        tell(
          column,
          written ?? '',
          '選んだ理由には「1」または「○」を入力してください。この理由は取り込みません。',
        );
    }
    return [...numbers].sort((a, b) => a - b);
  }
}

/** Codes by digit, by label, and by digit with label: １, 既に実施している, 1. 既に実施している. */
function codesOf({ codes }: Questionnaire): Map<string, AnswerCode> {
  const found = new Map<string, AnswerCode>();
  for (const { code, label, others } of codes) {
    found.set(String(code), code);
    for (const words of [label, ...others])
      for (const spelling of [words, `${code}${words}`]) found.set(codeKey(spelling), code);
  }
  return found;
}

function reasonsOf({ reasons }: Questionnaire): Map<string, number> {
  const found = new Map<string, number>();
  for (const { number, label } of reasons)
    for (const spelling of [String(number), label, `${number}${label}`]) found.set(codeKey(spelling), number);
  if (reasons.length === 0)
    for (let number = 1; number <= MOST_REASONS; number++) found.set(String(number), number);
  return found;
}

/** 「1、3」, 「1,3」, a line each. */
function partsOf(text: string): string[] {
  return foldKey(text)
    .split(/[,、;\n/／・]|\s+/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

function codeKey(text: string): string {
  return foldKey(text)
    .replace(/^\s*(\d+)\.0+\s*$/, '$1')
    .replace(/[\s.．、,:：・()（）]/g, '');
}
