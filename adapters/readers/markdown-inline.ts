/** Text without its marks: **強調**, [名前](address), `code`, footnote and image marks. Words stay as they are. */
export function plainInline(text: string): string {
  const escaped: string[] = [];
  return text
    .replace(
      /\\([\\`*_{}[\]()#+\-.!|~<>])/g,
      (_, letter: string) => `\u0001${escaped.push(letter) - 1}\u0001`,
    )
    .replace(/<ruby>([\s\S]{0,500}?)<\/ruby>/gi, (_, inner: string) =>
      inner.replace(/<rt>[\s\S]*?<\/rt>|<rp>[\s\S]*?<\/rp>|<\/?rb>/gi, ''),
    )
    .replace(/<br\s*\/?>/gi, '\n')
    .replace(/!\[([^\]]{0,500})\]\([^)]{0,2000}\)/g, '$1')
    .replace(/\[([^\]]{1,500})\]\([^)]{0,2000}\)/g, '$1')
    .replace(/\[([^\]]{1,500})\]\[[^\]]{0,200}\]/g, '$1')
    .replace(/\[\^([^\]]{1,40})\]/g, '[$1]')
    .replace(/<((?:https?:|mailto:)[^>\s]{1,500})>/gi, '$1')
    .replace(/<\/?[a-z][a-z0-9]*(?:\s[^<>]{0,300})?>/gi, '')
    .replace(/(`{1,3})([^`]{1,500})\1/g, '$2')
    .replace(/(\*{1,3}|~~)(?=[^\s*~])([^*~\n]{1,500}?)(?<=[^\s*~])\1/g, '$2')
    .replace(/(?<![\p{L}\p{N}_])(_{1,3})(?=[^\s_])([^_\n]{1,500}?)(?<=[^\s_])\1(?![\p{L}\p{N}_])/gu, '$2')
    .replace(/\u0001(\d+)\u0001/g, (_, at: string) => escaped[Number(at)] ?? '')
    .trim();
}
