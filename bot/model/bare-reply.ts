/** What some models write before they answer. */
const THOUGHT = /^\s*<think(?:ing)?>/;
const THOUGHT_END = /<\/think(?:ing)?>/;
/** Some put a fence around their JSON. */
const FENCE = /^\s*```(?:json)?\s*|\s*```\s*$/g;

/** A reply, or what there is of it, without thoughts and without what stands around its JSON; '' while it only thinks. */
export function bareReply(reply: string): string {
  const text = reply.replace(/^\uFEFF/, '');
  if (!THOUGHT.test(text)) return text.replace(FENCE, '');
  const end = THOUGHT_END.exec(text);
  return end === null ? '' : text.slice(end.index + end[0].length).replace(FENCE, '');
}
