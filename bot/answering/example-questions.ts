import type { Passage } from '../../knowledge/passages/passage.js';
import type { StoredDocument } from '../ports/document-store.js';
import type { Answer } from './answer.js';

/** Questions that a newcomer can press to see what the desk does: only such as it answers from these documents. */
export async function exampleQuestions(
  documents: readonly { document: StoredDocument; passages: readonly Passage[] }[],
  ask: (question: string) => Promise<Answer>,
  wanted = 4,
): Promise<string[]> {
  const examples: string[] = [];
  for (const { document, passages } of documents) {
    if (examples.length === wanted) break;
    for (const question of candidates(document, passages)) {
      const answer = await ask(question);
      if (answer.outcome !== 'answered' || answer.citations[0]?.document !== document.name) continue;
      examples.push(question);
      break;
    }
  }
  return examples;
}

function candidates({ current }: StoredDocument, passages: readonly Passage[]): string[] {
  const { edition } = current;
  const questions: string[] = [];
  if (edition.deadlines.length > 0)
    questions.push(`${shortTitle(edition.title)}の${edition.deadlines[0]!.label}はいつですか`);
  for (const passage of passages) {
    const heading = bare(passage.path.at(-1) ?? '');
    const first = passage.parts.find((part) => part.kind === 'question');
    if (first !== undefined) questions.push(first.text.replace(/^問[：:]/, ''));
    else if (/^[\p{L}・（）()]{5,22}$/u.test(heading) && !/^(はじめに|目次|その他|概要|参考)$/.test(heading))
      questions.push(`${heading}について教えてください`);
    if (questions.length >= 5) break;
  }
  return questions;
}

function shortTitle(title: string): string {
  return title.length <= 24
    ? title
    : (/([\p{L}・]{4,20})(?:募集|要領|要綱|手引)/u.exec(title)?.[1] ?? title.slice(0, 24));
}

function bare(heading: string): string {
  return heading
    .replace(
      /^(?:第?[0-9０-９一二三四五六七八九十]+[章節条.．)）]|[(（][0-9０-９]+[)）]|[①-⑳■◆◇●◎【-])\s*/u,
      '',
    )
    .replace(/】$/, '')
    .trim();
}
