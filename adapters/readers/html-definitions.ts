import type { ReadBlock } from '../../knowledge/document/read-document.js';
import { type HtmlElement, isElement } from './html-nodes.js';
import { innerText, isDropped } from './html-text.js';

const QUESTION = /^(?:[QＱ](?:\s?[\d０-９]+)?[\s.．:：、　]|問\s?[\d０-９]*[\s.．:：、　])|[？?]$|か。$/;

/** A <dl> is a form: term left, definition right. One whose terms are all questions is a Q&A list. */
export function definitionBlocks(list: HtmlElement): ReadBlock[] {
  const rows = rowsOf(list);
  if (rows.length === 0) return [];
  if (rows.every(([term, text]) => QUESTION.test(term ?? '') && text !== '')) {
    return rows.map(([term, text]) => ({
      kind: 'qa',
      question: withoutLetter(term ?? ''),
      answer: withoutLetter(text ?? ''),
      note: null,
      page: null,
    }));
  }
  return [{ kind: 'table', caption: null, header: null, rows, page: null }];
}

/** The outline writes 問 and 答 itself; a number stays, people cite it. */
function withoutLetter(text: string): string {
  return text.replace(/^(?:[QＱAＡ]|問|答)[\s.．:：、　]+/, '');
}

function rowsOf(list: HtmlElement): string[][] {
  const rows: string[][] = [];
  for (const child of termsOf(list)) {
    const text = innerText(child);
    const last = rows.at(-1);
    if (child.name === 'dt') {
      if (last !== undefined && last[1] === '') last[0] = `${last[0]}\n${text}`;
      else rows.push([text, '']);
    } else if (last === undefined) {
      rows.push(['', text]);
    } else {
      last[1] = last[1] === '' ? text : `${last[1]}\n${text}`;
    }
  }
  return rows.filter((row) => row.some((cell) => cell !== ''));
}

/** dt and dd, also when each pair is wrapped in a div. */
function termsOf(list: HtmlElement): HtmlElement[] {
  return list.children
    .filter(isElement)
    .filter((child) => !isDropped(child))
    .flatMap((child) =>
      child.name === 'dt' || child.name === 'dd' ? [child] : child.name === 'div' ? termsOf(child) : [],
    );
}
