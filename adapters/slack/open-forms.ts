import { maySee } from '../../bot/answering/may-see.js';
import { viewerAt } from '../../bot/channels/speaker.js';
import type { Consultation } from '../../bot/consultations/consultation.js';
import { similarTo } from '../../bot/consultations/similar.js';
import { suggestDraft } from '../../bot/consultations/suggest-draft.js';
import { movesFrom } from '../../bot/consultations/transitions.js';
import { isSecretariat } from '../../bot/people/person.js';
import { passageText } from '../../knowledge/passages/passage.js';
import type { FormName } from './actions.js';
import { sourceLine, sourcesOf } from './answer-blocks.js';
import { titled } from './blocks.js';
import { formView, noticeView, sourceView, subjectBlocks, wishInputs } from './forms.js';
import type { Press } from './interactions.js';
import type { SlackParts } from './slack-parts.js';

type View = ReturnType<typeof noticeView>;

const GONE = 'お探しの相談は見つかりません。保存期間を過ぎて削除されたか、別の方の相談です。';
const MOVED = '相談の状態が変わったため、いまはこの操作ができません。最新の状態をご確認ください。';
const REPLIES_COMPARED = 3000;

/** The passage behind a number, if whoever looks may see it there. */
export async function sourceFor(parts: SlackParts, press: Press): Promise<View> {
  const consultation = await parts.consultations.find(press.value);
  const source = consultation === null ? undefined : sourcesOf(consultation.answer)[press.index];
  if (source === undefined) return noticeView(GONE);
  const document = await parts.documents.version(source.versionId);
  const passages = await parts.documents.passages(source.versionId);
  const passage = passages.find(({ id }) => id === source.passageId);
  const speaker = await parts.chat.speaker(press.place, press.account);
  const channel = press.direct ? null : await parts.directory.findChannel('slack', press.place.channel);
  const { viewer } = viewerAt(speaker, press.direct, channel);
  if (document === null || passage === undefined || !maySee(viewer, document.edition))
    return noticeView(
      'この出典は、いまは表示できません。文書の公開範囲が変わったか、保存期間を過ぎています。',
    );
  const note = `回答に用いた箇所：${source.quote}`;
  return sourceView(source.title, sourceLine(source), passageText(passage), note);
}

/** A form of the asker's own. */
export async function askersForm(
  parts: SlackParts,
  { account, place, value }: Press,
  form: FormName & ('poor' | 'escalate' | 'answerBack' | 'reopen'),
): Promise<View> {
  const consultation = await parts.consultations.find(value);
  const { person } = await parts.chat.speaker(place, account);
  if (consultation === null) return noticeView(GONE);
  if (consultation.asker.personId !== person.id)
    return noticeView(
      'この操作は、質問した方だけができます。ご自身の質問は、連携デスクにメンションしてお尋ねください。',
    );
  const { id: consultationId, revision, state, question } = consultation;
  const may = new Set<string>(movesFrom(state, 'asker'));
  const allowed = form === 'poor' || may.has(form === 'answerBack' ? 'answer-back' : form);
  if (!allowed) return noticeView(MOVED);
  const subject = { consultationId, revision };
  if (form === 'escalate')
    return formView(form, subject, { above: [], initial: question, below: wishInputs(parts.scheme) });
  const asked = form === 'answerBack' ? await lastText(parts, consultation, 'ask-back') : null;
  return formView(form, subject, { above: asked === null ? [] : titled('事務局からの問い返し', asked) });
}

/** A form of the secretariat's, with what it needs to write. */
export async function secretariatsForm(
  parts: SlackParts,
  { account, place, value }: Press,
  form: FormName & ('reply' | 'askBack' | 'correct'),
): Promise<View> {
  const consultation = await parts.consultations.find(value);
  const { person } = await parts.chat.speaker(place, account);
  if (!isSecretariat(person)) return noticeView('この操作は、名簿に事務局として登録された方だけができます。');
  if (consultation === null) return noticeView(GONE);
  const { id: consultationId, revision, state } = consultation;
  const may = new Set<string>(movesFrom(state, 'secretariat'));
  const open = form === 'correct' || may.has('assign') || may.has(form === 'reply' ? 'reply' : 'ask-back');
  if (!open) return noticeView(MOVED);
  const initial = form === 'reply' ? await draftFor(parts, consultation) : '';
  return formView(form, { consultationId, revision }, { above: subjectBlocks(consultation), initial });
}

/** From what the asker may see: what the secretariat alone may read does not slip into a reply. */
async function draftFor(parts: SlackParts, { id, question, earlier, asker }: Consultation): Promise<string> {
  const replied = (await parts.consultations.replied(REPLIES_COMPARED)).filter(
    ({ consultationId }) => consultationId !== id,
  );
  const { prefecture, municipality } = asker;
  const viewer = { audience: 'staff', prefecture, municipality } as const;
  const now = await parts.desk.ask({ question, earlier, viewer, asOf: parts.today() });
  return suggestDraft(similarTo(question, replied), now)?.text ?? '';
}

async function lastText(
  { consultations }: SlackParts,
  { id }: Consultation,
  action: string,
): Promise<string | null> {
  const entries = await consultations.entries(id);
  return entries.findLast((entry) => entry.action === action)?.text ?? null;
}
