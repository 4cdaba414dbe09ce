import { Hono } from 'hono';
import { z } from 'zod';
import { ANONYMOUS } from '../../bot/answering/answer.js';
import { viewerOf } from '../../bot/people/person.js';
import type { DocumentStore } from '../../bot/ports/document-store.js';
import { AnswerView, type Turn } from './answer-view.js';
import { ErrorPage } from './error-page.js';
import { HomePage } from './home-page.js';
import { bringsSession } from './session.js';
import { signInFirst } from './sign-in-first.js';
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
  store,
  register,
  today,
  preparing,
  examples,
  secure,
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
    const answer = await desk.ask({ question, viewer, asOf: today(), earlier });
    const consultation =
      person === null
        ? null
        : await register.record({
            asker: {
              personId: person.id,
              name: person.name,
              prefecture: person.prefecture,
              municipality: person.municipality,
              channel: 'page',
              thread: null,
            },
            question,
            earlier,
            answer,
            madeBy: `extractive ${desk.generation ?? ''}`.trim(),
          });
    const turn: Turn = { question, earlier, answer, consultation };
    if (c.req.header('x-requested-with') === 'fetch') return c.html(<AnswerView turn={turn} />);
    return c.html(
      <HomePage
        person={person}
        preparing={preparing()}
        examples={[]}
        samples={await onlySamples(store)}
        turn={turn}
      />,
    );
  });

  return app;
}

async function onlySamples(store: DocumentStore): Promise<boolean> {
  const documents = await store.list();
  return documents.length > 0 && documents.every((document) => document.sample);
}
