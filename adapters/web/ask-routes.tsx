import { Hono } from 'hono';
import type { Child } from 'hono/jsx';
import type { HtmlEscapedString } from 'hono/utils/html';
import { z } from 'zod';
import { ANONYMOUS, madeBy } from '../../bot/answering/answer.js';
import type { Consultation } from '../../bot/consultations/consultation.js';
import { type Person, viewerOf } from '../../bot/people/person.js';
import type { DocumentStore } from '../../bot/ports/document-store.js';
import { AnswerView, type Turn } from './answer-view.js';
import { ErrorPage } from './error-page.js';
import { HomePage } from './home-page.js';
import { bringsSession } from './session.js';
import { signInFirst } from './sign-in-first.js';
import { streamedAnswer } from './streamed-answer.js';
import type { WebEnvironment, WebParts } from './web-parts.js';

const LONGEST_QUESTION = 500;
/** Turns that a conversation carries along; more would not change what a follow-up means. */
const TURNS_KEPT = 4;

const AskForm = z.object({
  question: z.string().trim().min(1).max(LONGEST_QUESTION),
  earlier: z.union([z.string().max(LONGEST_QUESTION), z.array(z.string().max(LONGEST_QUESTION))]).default([]),
});

/** The page that everybody opens first: ask, and read the answer with its sources. */
export function askRoutes({
  desk,
  answering,
  store,
  register,
  today,
  preparing,
  examples,
  secure,
  log,
}: WebParts): Hono<WebEnvironment> {
  const app = new Hono<WebEnvironment>();

  app.get('/', async (c) =>
    c.html(
      <HomePage
        person={c.get('person')}
        preparing={preparing()}
        examples={preparing() === null ? await examples() : []}
        samples={await onlySamples(store)}
        turn={null}
      />,
    ),
  );

  app.get('/ask', (c) => c.redirect('/'));
  app.post('/ask', async (c) => {
    const form = AskForm.safeParse(await c.req.parseBody({ all: true }));
    if (!form.success)
      return c.html(
        <ErrorPage
          title="質問を読み取れませんでした"
          message={`質問は1文字以上${LONGEST_QUESTION}文字以内で入力してください。`}
        />,
        400,
      );
    const person = c.get('person');
    // Asked on a page that still shows a name: an answer from public documents alone, recorded nowhere, would mislead.
    if (person === null && bringsSession(c, secure)) return signInFirst(c);
    const { question } = form.data;
    const earlier = [form.data.earlier].flat().slice(-TURNS_KEPT);
    const viewer = person === null ? ANONYMOUS : viewerOf(person);
    const answered = async (onSentence: (text: string) => void): Promise<Turn> => {
      const asking = { question, viewer, asOf: today(), earlier, personId: person?.id ?? null };
      const answer = await answering.ask({ ...asking, onSentence });
      const consultation = person === null ? null : await recorded(person, { question, earlier, answer });
      return { question, earlier, answer, consultation };
    };
    const samples = await onlySamples(store);
    const page = (shown: Child): HtmlEscapedString | Promise<HtmlEscapedString> => (
      <HomePage
        person={person}
        preparing={preparing()}
        examples={[]}
        samples={samples}
        turn={{ question, earlier, shown }}
      />
    );
    const alone = c.req.header('x-requested-with') === 'fetch';
    if (answering.model !== null) return streamedAnswer(c, { answered, page: alone ? null : page, log });
    const shown = <AnswerView turn={await answered(() => {})} />;
    return c.html(alone ? shown : page(shown));
  });

  function recorded(
    { id: personId, name, prefecture, municipality }: Person,
    asked: Pick<Turn, 'question' | 'earlier' | 'answer'>,
  ): Promise<Consultation> {
    return register.record({
      asker: { personId, name, prefecture, municipality, channel: 'page', thread: null },
      ...asked,
      madeBy: madeBy(asked.answer, desk.generation),
    });
  }

  return app;
}

async function onlySamples(store: DocumentStore): Promise<boolean> {
  const documents = await store.list();
  return documents.length > 0 && documents.every((document) => document.sample);
}
