import { raw } from 'hono/html';
import type { Child } from 'hono/jsx';
import { stream } from 'hono/streaming';
import type { HtmlEscapedString } from 'hono/utils/html';
import { AnswerView, type Turn } from './answer-view.js';
import type { WebContext, WebParts } from './web-parts.js';

interface Asked {
  /** Answers, and tells each sentence as it passes the gate. */
  answered: (onSentence: (text: string) => void) => Promise<Turn>;
  /** The page around an answer; null: the answer alone, for the page's script. */
  page: ((shown: Child) => HtmlEscapedString | Promise<HtmlEscapedString>) | null;
  log: WebParts['log'];
}

/** Where the answer goes in a page that is sent before there is one. */
const PLACE = '<!--answer-->';

/**
 * Sends what has passed the gate while the rest is being written, and the whole answer last. The browser shows it as it
 * comes, also without script; the style sheet hides what came first as soon as the whole stands behind it.
 */
export function streamedAnswer(c: WebContext, { answered, page, log }: Asked): Response {
  c.header('Content-Type', 'text/html; charset=UTF-8');
  c.header('Cache-Control', 'no-store');
  // Servers in between would wait for the whole.
  c.header('X-Accel-Buffering', 'no');
  return stream(c, async (out) => {
    const around = page === null ? '' : String(await page(raw(PLACE)));
    const [before = '', after = ''] = around.split(PLACE);
    const write = (shown: string): Promise<unknown> => out.write(shown);
    let last = write(
      `${before}<div class="writing"><p class="facts">AIが回答を作成しています。出典は、作成が終わってから表示します。</p>`,
    );
    const turn = await answered((text) => {
      last = last.then(() => write(String(<p>{text}</p>)));
    }).catch((error: unknown) => {
      log(error, c.req.path);
      return null;
    });
    await last;
    const whole = turn === null ? <Failed /> : <AnswerView turn={turn} />;
    await write(`</div>${String(await whole)}${after}`);
  });
}

function Failed() {
  return (
    <article class="answer">
      <p>
        申し訳ありません。回答を最後まで作成できなかったため、表示を取りやめました。お手数ですが、もう一度お試しください。
      </p>
    </article>
  );
}
