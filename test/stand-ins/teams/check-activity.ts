type Json = Readonly<Record<string, unknown>>;

/** Bytes; Teams refuses larger messages with 413. */
export const LARGEST = 28 * 1024;

const CARD_TYPE = 'application/vnd.microsoft.card.adaptive';
/** Required fields by type: https://adaptivecards.io/explorer/ */
const ELEMENTS: Readonly<Record<string, readonly string[]>> = {
  TextBlock: ['text'],
  RichTextBlock: ['inlines'],
  TextRun: ['text'],
  Container: ['items'],
  ColumnSet: ['columns'],
  Column: [],
  FactSet: ['facts'],
  Image: ['url'],
  ActionSet: ['actions'],
  'Input.Text': ['id'],
  'Input.Date': ['id'],
  'Input.ChoiceSet': ['id', 'choices'],
  'Action.Execute': ['title', 'verb'],
  'Action.Submit': ['title'],
  'Action.OpenUrl': ['title', 'url'],
  'Action.ToggleVisibility': ['title', 'targetElements'],
};
const MOST_ACTIONS = 6;

/** What Teams would refuse or show wrongly of an activity that an app sends. */
export function troublesOf(activity: Json): string[] {
  const found: string[] = [];
  const size = sizeOf(activity);
  if (size > LARGEST) found.push(`${size} bytes`);
  const attachments = (activity.attachments ?? []) as Json[];
  if (activity.type === 'message' && !activity.text && attachments.length === 0)
    found.push('an empty message');
  for (const { contentType, content, contentUrl } of attachments) {
    if (contentType === 'image/png') found.push(...imageTroubles(contentUrl));
    else if (contentType !== CARD_TYPE) found.push(`contentType ${String(contentType)}`);
    else found.push(...cardTroubles(content as Json));
  }
  for (const entity of (activity.entities ?? []) as Json[])
    if (entity.type === 'https://schema.org/Message')
      found.push(...citationTroubles(entity, String(activity.text ?? '')));
  return found;
}

/** Bytes of a message; pictures within it are not counted (learn.microsoft.com, format-your-bot-messages). */
export function sizeOf(activity: Json): number {
  return Buffer.byteLength(
    JSON.stringify(activity, (_, value: unknown) =>
      typeof value === 'string' && value.startsWith('data:image/') ? '' : value,
    ),
  );
}

const LARGEST_IMAGE = 1024 * 1024;
const PNG = Buffer.from([0x89, 0x50, 0x4e, 0x47]);

function imageTroubles(url: unknown): string[] {
  const base64 = /^data:image\/png;base64,([\w+/=]+)$/.exec(String(url))?.[1];
  if (base64 === undefined) return ['an image that is none'];
  const bytes = Buffer.from(base64, 'base64');
  return [
    ...(bytes.subarray(0, 4).equals(PNG) ? [] : ['an image that is no PNG']),
    ...(bytes.length > LARGEST_IMAGE ? [`an image of ${bytes.length} bytes`] : []),
  ];
}

function cardTroubles(card: Json): string[] {
  const found: string[] = [];
  if (card.type !== 'AdaptiveCard') found.push(`card of type ${String(card.type)}`);
  if (Number(card.version) > 1.5) found.push(`card version ${String(card.version)}`);
  if (!card.fallbackText) found.push('a card without fallbackText');
  const ids = new Set<string>();
  const targets: string[] = [];
  walk(card.body, (element) => {
    const type = String(element.type);
    const required = ELEMENTS[type];
    if (required === undefined) return found.push(`element ${type}`);
    for (const field of required)
      if (element[field] === undefined || element[field] === '') found.push(`${type} without ${field}`);
    if (typeof element.id === 'string') {
      if (ids.has(element.id)) found.push(`two elements ${element.id}`);
      ids.add(element.id);
    }
    if (Array.isArray(element.actions) && element.actions.length > MOST_ACTIONS)
      found.push(`${element.actions.length} actions in a row`);
    if (type === 'Action.ToggleVisibility') targets.push(...((element.targetElements ?? []) as string[]));
    if (type === 'Action.OpenUrl' && !/^https?:\/\//.test(String(element.url)))
      found.push('a link that is none');
    return 0;
  });
  for (const target of targets) if (!ids.has(target)) found.push(`nothing called ${target}`);
  return found;
}

/** Every element and action below a value. */
export function walk(value: unknown, visit: (element: Json) => unknown): void {
  if (Array.isArray(value)) for (const one of value) walk(one, visit);
  else if (typeof value === 'object' && value !== null) {
    const element = value as Json;
    if (typeof element.type === 'string') visit(element);
    for (const [key, inner] of Object.entries(element)) if (key !== 'data') walk(inner, visit);
  }
}

function citationTroubles({ citation }: Json, text: string): string[] {
  const found: string[] = [];
  for (const one of (citation ?? []) as Json[]) {
    const { name = '', abstract = '' } = (one.appearance ?? {}) as { name?: string; abstract?: string };
    if (name === '' || name.length > 80) found.push('a citation without a proper name');
    if (abstract === '' || abstract.length > 160) found.push('a citation without a proper abstract');
    if (!text.includes(`[${String(one.position)}]`)) found.push(`no [${String(one.position)}] in the text`);
  }
  return found;
}
