import { describe, expect, it } from 'vitest';
import { ASKING, inSlack, STAFF, textOf as slackText } from '../adapters/slack/desk-in-slack.js';
import { CHAT, inTeams, STAFF as OFFICIAL, textOf as teamsText } from '../adapters/teams/desk-in-teams.js';
import { pageOver } from '../adapters/web/page-of-tests.js';
import type { Behaviour, ChatCall } from '../stand-ins/model/behaviour.js';
import { passagesIn } from '../stand-ins/model/good-reply.js';
import { ModelStandIn } from '../stand-ins/model/model-stand-in.js';
import { withModel } from './desk-with-model.js';

const QUESTION = '相談窓口の設置は委託できますか';
const FIRST = '相談窓口の設置は、郡市医師会に委託することができます。';
const SECOND = '相談窓口は、郡市医師会に委託することができます。';
const QUOTE = '相談窓口の設置は、郡市医師会に委託することができる。';

function settingsOf(model: ModelStandIn): Record<string, string> {
  return { MODEL_PROVIDER: 'compatible', MODEL_ENDPOINT: model.url, MODEL_NAME: 'stand-in' };
}

/** Writes two sentences, the second when it is let go. */
function heldAfterFirst(model: ModelStandIn): { go: () => void } {
  let go = (): void => {};
  const until = new Promise<void>((resolve) => {
    go = resolve;
  });
  model.behave = (call: ChatCall): Behaviour => {
    const number = passagesIn(call.user).find(({ 本文 }) => 本文.includes(QUOTE))?.number ?? 99;
    const sources = [{ number, quote: QUOTE }];
    const json = { answerable: true, sentences: [FIRST, SECOND].map((text) => ({ text, sources })) };
    return { json, piece: 10, hold: { after: JSON.stringify(json).indexOf(SECOND), until } };
  };
  return { go };
}

async function withStandIn(work: (model: ModelStandIn) => Promise<void>): Promise<void> {
  const model = await new ModelStandIn().start();
  try {
    await work(model);
  } finally {
    await model.stop();
  }
}

describe('an answer that is still being written', () => {
  it('stands in Slack with what passed the gate, and becomes the whole in its place', () =>
    withStandIn((model) =>
      inSlack(
        async ({ slack, until, posts, application }) => {
          const { go } = heldAfterFirst(model);
          await slack.mention(STAFF, ASKING, QUESTION);
          const live = await until(() => posts(ASKING)[0]);
          expect(slackText(live)).toContain(FIRST);
          expect(slackText(live)).toContain('回答を作成しています');
          expect(slackText(live)).not.toContain(SECOND);
          go();
          const whole = await until(() => posts(ASKING).find((one) => slackText(one).includes('相談番号')));
          expect(whole.ts).toBe(live.ts);
          expect(posts(ASKING)).toHaveLength(1);
          expect(slackText(whole)).toContain(`${FIRST}［1］${SECOND}［1］`);
          expect(slackText(whole)).not.toContain('回答を作成しています');
          // Whoever reads it is told who wrote it, while it grows and after.
          expect(slackText(live)).toContain('AIが回答を作成');
          expect(slackText(whole)).toContain('AIによる文章');
          const kept = await until(() => application.posts.findByMessage('slack', ASKING, whole.ts));
          expect(kept.kind).toBe('answer');
        },
        { settings: settingsOf(model) },
      ),
    ));

  it('stands in Teams with what passed the gate, and becomes the whole in its place', () =>
    withStandIn((model) =>
      inTeams(
        async ({ teams, until }) => {
          const { go } = heldAfterFirst(model);
          await teams.says(OFFICIAL, CHAT, QUESTION);
          const live = await until(() => teams.messages(CHAT)[0]);
          expect(teamsText(live)).toContain(FIRST);
          expect(teamsText(live)).not.toContain(SECOND);
          go();
          const whole = await until(() =>
            teams.messages(CHAT).find((one) => teamsText(one).includes('相談番号')),
          );
          expect(whole.id).toBe(live.id);
          expect(teams.messages(CHAT)).toHaveLength(1);
          expect(teamsText(whole)).toContain(SECOND);
        },
        { settings: settingsOf(model) },
      ),
    ));

  it('stands on the page with what passed the gate, and the whole comes behind it', () =>
    withModel(
      async ({ application, model }) => {
        const { go } = heldAfterFirst(model);
        const { app } = await pageOver({}, { answering: application.answering });
        const body = new URLSearchParams({ question: QUESTION });
        const headers = { host: 'localhost', origin: 'http://localhost', 'x-requested-with': 'fetch' };
        const response = await app.request('/ask', { method: 'POST', body, headers });
        const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
        let shown = '';
        while (!shown.includes(FIRST)) shown += (await reader.read()).value ?? '';
        expect(shown).not.toContain(SECOND);
        expect(shown).not.toContain('<article');
        go();
        for (let next = await reader.read(); !next.done; next = await reader.read()) shown += next.value;
        expect(shown).toMatch(/<div class="writing">.*<\/div><article class="answer"/s);
        expect(shown).toContain(`${FIRST}［1］${SECOND}［1］`);
        expect(shown).toContain('AIによる文章');
      },
      { documents: { '要領.md': `# 相談窓口の設置要領\n\n${QUOTE}\n` } },
    ));

  it('is posted whole where nothing can be shown before', () =>
    withStandIn((model) =>
      inSlack(
        async ({ slack, until, posts }) => {
          const { go } = heldAfterFirst(model);
          slack.fail('chat.postMessage', { error: 'internal_error' });
          await slack.mention(STAFF, ASKING, QUESTION);
          go();
          const whole = await until(() => posts(ASKING).find((one) => slackText(one).includes('相談番号')));
          expect(slackText(whole)).toContain(SECOND);
          expect(posts(ASKING)).toHaveLength(1);
        },
        { settings: settingsOf(model) },
      ),
    ));
});
