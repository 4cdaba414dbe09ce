import { contentOf } from '../words/content-words.js';
import { placesOf } from './role-faults.js';

const MORE =
  /多[いくかめ]|高[いくまか]|増[えすしやさ加大]|上[がげ回]|強[いくまか化]|大き|拡[大充]|向上|上昇|十分に|容易/;
const LESS = /少な|低[いくかま下]|減[るりっらす少]|下[がげ回]|弱[いくまか]|小さ|縮小|不十分|不足|困難|難し/;

/** Letters behind a word in which it is said whether there is more or less of it. */
const WITHIN = 16;

/** 「ノウハウは少ない」 is not 「ノウハウが多い」. Of each word its own: in one clause one thing grows while another falls. */
export function moreOrLessFaults(key: string, text: string): string[] {
  const runs = [...key.matchAll(/[\p{Script=Katakana}ー]{3,}/gu)].map(([run]) => run);
  return [...new Set([...contentOf(key), ...runs])]
    .filter((word) => word.length > 1)
    .flatMap((word) => {
      const [here, there] = [saidOf(word, key), saidOf(word, text)];
      const isOpposite = here.size === 1 && there.size === 1 && [...here].every((one) => !there.has(one));
      return isOpposite ? [`stance ${[...here].join()}/${[...there].join()}`] : [];
    });
}

function saidOf(word: string, text: string): Set<'up' | 'down'> {
  return new Set(
    placesOf(text, word).flatMap((at) => {
      const behind = /^(?:[はがもと]|の[^はが、。]{1,6}[はが])[^、。]*/.exec(
        text.slice(at + word.length, at + word.length + WITHIN),
      )?.[0];
      if (behind === undefined || /な(?:い|く|かっ)|ません/.test(behind.replace(/少な[いくか]/g, '')))
        return [];
      return MORE.test(behind) && !/不十分/.test(behind) ? ['up'] : LESS.test(behind) ? ['down'] : [];
    }),
  );
}
