import { wordsOf } from '../../../knowledge/search/tokenize.js';
import { foldKey } from '../../../knowledge/text/fold.js';
import { sentencesOf } from '../../../knowledge/text/sentences.js';
import type { Behaviour, ChatCall } from './behaviour.js';

interface GivenPassage {
  number: number;
  文書: string;
  本文: string;
}

/** What a well-behaved model writes to each of the desk's prompts, from what it was given alone. */
export function goodReply(call: ChatCall): Behaviour {
  switch (call.job) {
    case 'answer':
    case 'draft_reply':
      return { json: answerFrom(call.user) };
    case 'repair':
      return { json: { sentences: wrongIn(call.user).map(() => ({ text: '', sources: [] })) } };
    case 'rewrite_follow_up':
      return { json: { question: [...turnsIn(call.user)].join('、') } };
    case 'plan':
      return { json: { questions: [{ text: slot<string>(call.user, '質問'), where: 'documents' }] } };
    default:
      return { text: '終わりました' };
  }
}

/** The sentences of the passages that share most words with the question, as they stand there. */
function answerFrom(user: string): { answerable: boolean; sentences: object[] } {
  const question = slot<string>(user, user.includes('相談：') ? '相談' : '質問');
  const words = wordsOf(foldKey(question));
  const scored = passagesIn(user).flatMap(({ number, 本文 }) =>
    sentencesOf(本文).map((text) => ({
      number,
      text: text.trim(),
      score: words.filter((word) => foldKey(text).includes(word)).length / (number + 8),
    })),
  );
  const best = scored
    .filter(({ text }) => /。$/.test(text) && text.length > 10)
    .sort((a, b) => b.score - a.score);
  const chosen = best.slice(0, 2).filter(({ score }) => score > 0);
  return {
    answerable: chosen.length > 0,
    sentences: chosen.map(({ text, number }) => ({ text, sources: [{ number, quote: text }] })),
  };
}

export function passagesIn(user: string): GivenPassage[] {
  return slot<GivenPassage[]>(user, '資料');
}

function wrongIn(user: string): unknown[] {
  return slot<unknown[]>(user, '直す文');
}

function turnsIn(user: string): string[] {
  return [...slot<string[]>(user, 'これまでの質問（古い順）'), slot<string>(user, '続きの質問')];
}

/** What stands in JSON below a title of the prompt. */
export function slot<T>(user: string, title: string): T {
  const at = user.indexOf(`${title}：\n`);
  if (at < 0) throw new Error(`the prompt has no ${title}`);
  const rest = user.slice(at + title.length + 2);
  // JSON with an indent of one begins each further line with a space or a closing bracket.
  const end = rest.search(/\n(?![ \]}])/);
  return JSON.parse(end < 0 ? rest : rest.slice(0, end)) as T;
}
