import { ACTIONS } from '../../bot/channels/actions.js';
import type { Button, Message, Part, Source } from '../../bot/channels/message.js';
import { actionName, isCarriedOut } from '../../bot/channels/press.js';
import { cut } from '../../knowledge/text/cut.js';
import type { Activity } from './host.js';
import { escaped, shown } from './teams-text.js';

/** Part of an Adaptive Card: https://adaptivecards.io/explorer/ */
export type Element = Readonly<Record<string, unknown>>;

export const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';
const VERSION = '1.5';

/** Longest texts, in UTF-16 code units. */
const LONGEST_TEXT = 5000;
const LONGEST_QUOTE = 600;
/** Quotes of a message that is too large. */
const SHORT_QUOTE = 120;
const LONGEST_LABEL = 60;
/** Each line takes a hundred bytes of its own; what has more of them goes on in the last. */
const MOST_LINES = 60;
const MOST_LINES_OF_QUOTE = 12;
/** By Teams' rules for citations. */
const CITATION_NAME = 80;
const CITATION_ABSTRACT = 160;
/** Bytes of a whole message; Teams refuses somewhat more than 28 KB. */
const LARGEST = 24_000;

/**
 * A message as Teams takes it: an answer as text with its sources in numbers, and a card below it.
 * @param forms how a button that opens a form is drawn
 */
export function drawn(message: Message, forms: DrawForm = DIALOG): Activity {
  return activityOf(fitted(message, forms), forms);
}

type DrawForm = (button: Button) => Element;

const DIALOG: DrawForm = ({ label: title, action, value }) => ({
  type: 'Action.Submit',
  title: cut(title, LONGEST_LABEL),
  data: { msteams: { type: 'task/fetch' }, action, value },
});

function activityOf({ text, parts, byModel = false }: Message, forms: DrawForm): Activity {
  const summary = shown(text, 300);
  const [first, ...rest] = parts;
  if (first?.is === 'text' && rest.length === 0)
    return { type: 'message', text: escaped(first.text, LONGEST_TEXT), summary };
  const sources = parts.find((part) => part.is === 'sources')?.sources ?? [];
  const spoken = first?.is === 'text' && sources.length > 0;
  const marks = sources.map((_, i) => `[${i + 1}]`).join(' ');
  return {
    type: 'message',
    summary,
    ...(spoken ? { text: `${escaped(first.text, LONGEST_TEXT)} ${marks}` } : {}),
    attachments: [
      { contentType: CARD_TYPE, content: cardOf(spoken ? rest : parts, summary, { forms }) },
      ...parts.flatMap(imageAttachment),
    ],
    ...(spoken || byModel ? { entities: [messageEntity(sources, byModel)] } : {}),
  };
}

export function cardOf(
  parts: readonly Part[],
  fallback: string,
  { actions = [], forms = DIALOG }: { actions?: readonly Element[]; forms?: DrawForm } = {},
): Element {
  return {
    type: 'AdaptiveCard',
    $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
    version: VERSION,
    fallbackText: fallback,
    msteams: { width: 'Full' },
    body: parts.flatMap((part) => elementsOf(part, forms)),
    ...(actions.length === 0 ? {} : { actions }),
  };
}

/** Sources by the numbers that stand in the text, and whether a model wrote it. */
function messageEntity(sources: readonly Source[], byModel: boolean): Element {
  return {
    type: 'https://schema.org/Message',
    '@type': 'Message',
    '@context': 'https://schema.org',
    '@id': '',
    ...(byModel ? { additionalType: ['AIGeneratedContent'] } : {}),
    citation: sources.map(({ title, quote }, i) => ({
      '@type': 'Claim',
      position: i + 1,
      appearance: {
        '@type': 'DigitalDocument',
        name: shown(title, CITATION_NAME),
        abstract: shown(quote, CITATION_ABSTRACT),
      },
    })),
  };
}

function elementsOf(part: Part, forms: DrawForm): Element[] {
  switch (part.is) {
    case 'head': {
      const links = (part.links ?? []).map(({ label: title, url }) => ({
        type: 'Action.OpenUrl',
        title,
        url,
      }));
      return [
        ...lines(part.title, { weight: 'Bolder' }),
        ...(part.lines ?? []).flatMap((line) => lines(line, {}, 'Small')),
        ...(links.length === 0 ? [] : [{ type: 'ActionSet', actions: links }]),
      ];
    }
    case 'text':
      return lines(part.text);
    case 'note':
      return lines(part.text, { size: 'Small', isSubtle: true });
    case 'sources':
      return sourceElements(part.sources);
    case 'buttons':
      return buttonElements(part.buttons, forms);
    case 'image':
      // Beside the card; for those who do not see it, the figures stand in lines.
      return lines(`図：${part.title}`, { size: 'Small', isSubtle: true });
    case 'divider':
      return [{ type: 'Container', separator: true, spacing: 'Medium', items: [] }];
  }
}

/** Within the message itself: Teams needs no address from which to fetch it, and does not count it as length. */
function imageAttachment(part: Part): Element[] {
  if (part.is !== 'image') return [];
  const contentUrl = `data:image/png;base64,${Buffer.from(part.png).toString('base64')}`;
  return [{ contentType: 'image/png', contentUrl, name: part.name }];
}

/** Runs of text are shown as they are; a text block would read them as Markdown. */
function lines(text: string, style: Element = {}, spacing = 'Default', most = MOST_LINES): Element[] {
  const all = shown(text, LONGEST_TEXT)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
  const last = all.slice(most - 1).join('　');
  return [...all.slice(0, most - 1), ...(last === '' ? [] : [last])].map((line, i) => ({
    type: 'RichTextBlock',
    spacing: i === 0 ? spacing : 'Small',
    inlines: [{ type: 'TextRun', text: line, ...style }],
  }));
}

/** A line for each source, and its words below when somebody wants to see them. */
function sourceElements(sources: readonly Source[]): Element[] {
  return [
    ...lines('出典', { weight: 'Bolder', size: 'Small' }),
    ...sources.flatMap(({ line }, i) => lines(`［${i + 1}］${line}`, { size: 'Small' }, 'Small')),
    {
      type: 'ActionSet',
      actions: sources.map((_, i) => ({
        type: 'Action.ToggleVisibility',
        title: `出典${i + 1}を見る`,
        targetElements: [`source-${i + 1}`],
      })),
    },
    ...sources.map(({ quote }, i) => ({
      type: 'Container',
      id: `source-${i + 1}`,
      isVisible: false,
      style: 'emphasis',
      items: [
        ...lines(`［${i + 1}］`, { weight: 'Bolder', size: 'Small' }),
        ...lines(cut(quote, LONGEST_QUOTE), {}, 'Default', MOST_LINES_OF_QUOTE),
      ],
    })),
  ];
}

/** Questions are as long as they are, and stand below each other; everything else in a row. */
function buttonElements(buttons: readonly Button[], forms: DrawForm): Element[] {
  const questions = buttons.filter(({ action }) => actionName(action) === ACTIONS.related);
  const others = buttons.filter((button) => !questions.includes(button));
  return [
    ...questions.map((button) => ({
      type: 'Container',
      spacing: 'Small',
      items: lines(`▸ ${button.label}`, { color: 'Accent' }),
      selectAction: actionOf(button, forms),
    })),
    ...(others.length === 0
      ? []
      : [{ type: 'ActionSet', actions: others.map((button) => actionOf(button, forms)) }]),
  ];
}

/** What is carried out is answered with a word to whoever pressed; the rest opens a form. */
function actionOf(button: Button, forms: DrawForm): Element {
  const { label, action, value, style } = button;
  const look = style === undefined ? {} : { style: style === 'primary' ? 'positive' : 'destructive' };
  return isCarriedOut(action)
    ? { type: 'Action.Execute', title: cut(label, LONGEST_LABEL), verb: action, data: { value }, ...look }
    : { ...forms(button), ...look };
}

const REST = 'ここに収まらない部分は省いています。全文は、連携デスクの画面でご確認ください。';

/** The message as large as Teams takes it: what comes last of the texts is shortened or left out, and that is said. */
function fitted(message: Message, forms: DrawForm): Message {
  const size = (one: Message): number => {
    const words = one.parts.filter(({ is }) => is !== 'image');
    return Buffer.byteLength(JSON.stringify(activityOf({ ...one, parts: words }, forms)));
  };
  const longer = message.parts.some((part) => part.is === 'text' && part.text.length > LONGEST_TEXT);
  if (!longer && size(message) <= LARGEST) return message;
  const rest: Part = { is: 'note', text: REST };
  let fitting: Message = { ...message, parts: [...message.parts.map(withShortQuotes), rest] };
  for (let i = message.parts.length - 1; i >= 0 && size(fitting) > LARGEST; i--) {
    const part = message.parts[i];
    if (part?.is !== 'text') continue;
    const shortened = (most: number): Message =>
      withPart(fitting, i, most < FEW ? EMPTY : { ...part, text: cut(part.text, most) });
    fitting = shortened(longest(LONGEST_TEXT, (most) => size(shortened(most)) <= LARGEST));
  }
  return { ...fitting, parts: fitting.parts.filter((part) => part !== EMPTY) };
}

/** By halves: how many bytes a character takes differs with what it is. */
function longest(most: number, fits: (length: number) => boolean): number {
  let [low, high] = [0, most];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (fits(middle)) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Left out parts keep their place until all is done. */
const EMPTY: Part = { is: 'buttons', buttons: [] };
/** Characters that are worth nothing by themselves. */
const FEW = 100;

function withPart({ parts, ...message }: Message, at: number, part: Part): Message {
  return { ...message, parts: parts.map((one, i) => (i === at ? part : one)) };
}

function withShortQuotes(part: Part): Part {
  if (part.is !== 'sources') return part;
  const sources = part.sources.map((source) => ({ ...source, quote: cut(source.quote, SHORT_QUOTE) }));
  return { ...part, sources };
}
