import { isObject, type Json } from '../json.js';
import { invalidArguments, SlackError } from '../slack-error.js';
import { blockProblems } from './blocks.js';
import { type Note, type Shape, shaped, text, yesOrNo } from './checks.js';
import { plainText } from './composition.js';

const common: Shape = {
  must: { blocks: () => {} },
  may: {
    private_metadata: text({ max: 3000 }),
    callback_id: text({ max: 255 }),
    external_id: text({ max: 255 }),
  },
};

const home = shaped({ ...common, type: 'home' });
const modal = shaped({
  type: 'modal',
  must: { ...common.must, title: plainText({ max: 24 }) },
  may: {
    ...common.may,
    submit: plainText({ max: 24 }),
    close: plainText({ max: 24 }),
    clear_on_close: yesOrNo,
    notify_on_close: yesOrNo,
  },
  also: (view, at, note) => {
    const asks =
      Array.isArray(view.blocks) && view.blocks.some((block) => isObject(block) && block.type === 'input');
    if (asks && view.submit === undefined)
      note(at, 'submit is required when an input block is within the blocks');
  },
});

/** https://docs.slack.dev/reference/views: 250 kB at most. */
const largest = 250_000;

/** Refuses a view as views.open, views.update, views.push and views.publish do. */
export function checkView(view: unknown, surface: 'modal' | 'home'): asserts view is Json {
  if (!isObject(view)) throw invalidArguments('invalid `view`');
  const problems: string[] = [];
  const note: Note = (at, problem) => problems.push(`${problem} [json-pointer:${at}]`);
  (surface === 'modal' ? modal : home)(view, '/view', note);
  problems.push(
    ...blockProblems(view.blocks, surface).map((problem) => problem.replace(':/blocks', ':/view/blocks')),
  );
  if (problems.length > 0) throw invalidArguments(...problems);
  if (Buffer.byteLength(JSON.stringify(view)) > largest) throw new SlackError('view_too_large');
}
