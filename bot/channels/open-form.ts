import { passageText } from '../../knowledge/passages/passage.js';
import { maySee } from '../answering/may-see.js';
import type { Consultation } from '../consultations/consultation.js';
import { similarTo } from '../consultations/similar.js';
import { suggestDraft } from '../consultations/suggest-draft.js';
import { movesFrom } from '../consultations/transitions.js';
import { isSecretariat } from '../people/person.js';
import { citedSurvey } from '../survey/ask/survey-source.js';
import { ACTIONS, type FormName, formOpenedBy } from './actions.js';
import { citedPassages, sourceLine } from './answer-message.js';
import type { ChatParts } from './chat-parts.js';
import { type Form, formOf, type Notice, noticeOf, subjectParts } from './form.js';
import { titled } from './message.js';
import type { Place } from './place.js';
import { viewerAt } from './speaker.js';

/** Who wants to see a form, where, and about which consultation. */
interface Opening {
  place: Place;
  account: string;
  /** Alone with the desk: the person's own rights count, not a channel's. */
  direct: boolean;
  consultationId: string;
}

const GONE = 'お探しの相談は見つかりません。保存期間を過ぎて削除されたか、別の方の相談です。';
const MOVED = '相談の状態が変わったため、いまはこの操作ができません。最新の状態をご確認ください。';
const REPLIES_COMPARED = 3000;

/** What a button opens, to be read or filled in; null for one that opens nothing. @param action with its number */
export async function openedBy(
  parts: ChatParts,
  action: string,
  opening: Opening,
): Promise<Form | Notice | null> {
  const [name, index = '0'] = action.split(':');
  if (name === ACTIONS.source) return sourceFor(parts, opening, Number(index));
  const form = formOpenedBy(name ?? '');
  if (form === null) return null;
  if (form === 'reply' || form === 'askBack' || form === 'correct')
    return secretariatsForm(parts, opening, form);
  return askersForm(parts, opening, form);
}

type SecretariatsForm = FormName & ('reply' | 'askBack' | 'correct');

/** The passage behind a number, if whoever looks may see it there. */
async function sourceFor(
  parts: ChatParts,
  { place, account, consultationId, direct }: Opening,
  index: number,
): Promise<Notice> {
  const consultation = await parts.consultations.find(consultationId);
  const source = consultation === null ? undefined : citedPassages(consultation.answer)[index];
  if (source === undefined) return noticeOf(GONE);
  // Its figures are those that were shown there already.
  if (citedSurvey(source.versionId) !== null)
    return { title: '出典', parts: titled(source.title, `${sourceLine(source)}\n${source.quote}`) };
  const document = await parts.documents.version(source.versionId);
  const passages = await parts.documents.passages(source.versionId);
  const passage = passages.find(({ id }) => id === source.passageId);
  const speaker = await parts.chat.speaker(place, account);
  const channel = direct ? null : await parts.directory.findChannel(place.service, place.channel);
  const { viewer } = viewerAt(speaker, direct, channel);
  if (document === null || passage === undefined || !maySee(viewer, document.edition))
    return noticeOf('この出典は、いまは表示できません。文書の公開範囲が変わったか、保存期間を過ぎています。');
  const note = `回答に用いた箇所：${source.quote}`;
  return {
    title: '出典',
    parts: [
      ...titled(source.title, sourceLine(source)),
      { is: 'divider' },
      { is: 'text', text: passageText(passage) },
      { is: 'note', text: note },
    ],
  };
}

/** A form of the asker's own. */
async function askersForm(
  parts: ChatParts,
  { account, place, consultationId }: Opening,
  form: Exclude<FormName, SecretariatsForm>,
): Promise<Form | Notice> {
  const consultation = await parts.consultations.find(consultationId);
  const { person } = await parts.chat.speaker(place, account);
  if (consultation === null) return noticeOf(GONE);
  if (consultation.asker.personId !== person.id)
    return noticeOf(
      'この操作は、質問した方だけができます。ご自身の質問は、連携デスクにメンションしてお尋ねください。',
    );
  const { revision, state, question } = consultation;
  const may = new Set<string>(movesFrom(state, 'asker'));
  const allowed = form === 'poor' || may.has(form === 'answerBack' ? 'answer-back' : form);
  if (!allowed) return noticeOf(MOVED);
  const subject = { consultationId, revision };
  if (form === 'escalate') return formOf(form, subject, { initial: question });
  const asked = form === 'answerBack' ? await lastText(parts, consultation, 'ask-back') : null;
  return formOf(form, subject, { above: asked === null ? [] : titled('事務局からの問い返し', asked) });
}

/** A form of the secretariat's, with what it needs to write. */
async function secretariatsForm(
  parts: ChatParts,
  { account, place, consultationId }: Opening,
  form: SecretariatsForm,
): Promise<Form | Notice> {
  const consultation = await parts.consultations.find(consultationId);
  const { person } = await parts.chat.speaker(place, account);
  if (!isSecretariat(person)) return noticeOf('この操作は、名簿に事務局として登録された方だけができます。');
  if (consultation === null) return noticeOf(GONE);
  const { revision, state } = consultation;
  const may = new Set<string>(movesFrom(state, 'secretariat'));
  const open = form === 'correct' || may.has('assign') || may.has(form === 'reply' ? 'reply' : 'ask-back');
  if (!open) return noticeOf(MOVED);
  const initial = form === 'reply' ? await draftFor(parts, consultation) : '';
  return formOf(form, { consultationId, revision }, { above: subjectParts(consultation), initial });
}

/** From what the asker may see: what the secretariat alone may read does not slip into a reply. */
async function draftFor(parts: ChatParts, { id, question, earlier, asker }: Consultation): Promise<string> {
  const replied = (await parts.consultations.replied(REPLIES_COMPARED)).filter(
    ({ consultationId }) => consultationId !== id,
  );
  const { prefecture, municipality } = asker;
  const viewer = { audience: 'staff', prefecture, municipality } as const;
  const now = await parts.desk.ask({ question, earlier, viewer, asOf: parts.today() });
  return suggestDraft(similarTo(question, replied), now)?.text ?? '';
}

async function lastText(
  { consultations }: ChatParts,
  { id }: Consultation,
  action: string,
): Promise<string | null> {
  const entries = await consultations.entries(id);
  return entries.findLast((entry) => entry.action === action)?.text ?? null;
}
