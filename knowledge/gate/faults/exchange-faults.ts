import { contentOf } from '../words/content-words.js';

/** Nouns on either side that say what a noun is said of. */
const NEAR = [1, 2, 3];
const FARTHEST = Math.max(...NEAR);

/** Letters from the end of a noun to the end of its particle. */
const LONGEST_PARTICLE = 6;

/** A noun where it stands once, with the nouns before and behind it, the nearest first. */
interface Place {
  noun: string;
  at: number;
  before: readonly string[];
  behind: readonly string[];
  particle: string;
}

/**
 * Whether two nouns of a sentence have changed places with each other: 9月は取組、2月は目指す姿. Each then stands where the
 * other stands in the text, and neither where it stood.
 */
export function exchangeFaults(key: string, text: string): string[] {
  const there = placesIn(text);
  const both = [...placesIn(key).values()].flatMap((here) => {
    const other = there.get(here.noun);
    return other === undefined ? [] : [{ here, there: other }];
  });
  for (const [i, one] of both.entries())
    for (const other of both.slice(i + 1)) {
      const particles = isPassive(key) === isPassive(text) && haveChangedParticles(one, other);
      if (particles || haveChangedPlaces(one, other)) return [`apart ${one.here.noun}、${other.here.noun}`];
    }
  return [];
}

interface Pair {
  here: Place;
  there: Place;
}

function haveChangedPlaces(one: Pair, other: Pair): boolean {
  if (one.here.noun.length < 2 || other.here.noun.length < 2) return false;
  // Each in a place like the other's.
  const exchanged = one.here.particle === other.there.particle && other.here.particle === one.there.particle;
  const alike = one.here.particle === other.here.particle && one.there.particle === other.there.particle;
  const numbers = /\d/.test(one.here.noun) && /\d/.test(other.here.noun);
  if (!exchanged && !alike && !numbers) return false;
  // Side by side, as in 医療と介護, either may come first.
  if (Math.abs(one.here.at - other.here.at) < 2 || Math.abs(one.there.at - other.there.at) < 2) return false;
  return (['before', 'behind'] as const).some((side) =>
    NEAR.some((near) => {
      const shares = (x: Place, y: Place): boolean =>
        x[side].slice(0, near).some((noun) => y[side].slice(0, near).includes(noun));
      return (
        shares(one.here, other.there) &&
        shares(other.here, one.there) &&
        !shares(one.here, one.there) &&
        !shares(other.here, other.there)
      );
    }),
  );
}

/** 選択肢から文章に, where it was 文章から選択肢に. */
function haveChangedParticles(one: Pair, other: Pair): boolean {
  return (
    one.here.particle !== '' &&
    other.here.particle !== '' &&
    one.here.particle !== other.here.particle &&
    one.here.particle === other.there.particle &&
    other.here.particle === one.there.particle
  );
}

const NOUN = /[\p{Script=Han}\p{Script=Katakana}ーa-z\d.%]+/gu;
const PARTICLE = /^[」』)]?(?:等|など)?(から|より|による|により|まで|へ|に|を|が|は|と)/;
/** They say nearly the same of who does it. */
const SAME: Readonly<Record<string, string>> = { は: 'が', による: 'が', へ: 'に', により: 'が' };

function placesIn(key: string): Map<string, Place> {
  const found = [...key.matchAll(NOUN)].map((match) => ({
    noun: match[0],
    end: match.index + match[0].length,
  }));
  const times = new Map<string, number>();
  for (const { noun } of found) times.set(noun, (times.get(noun) ?? 0) + 1);
  const once = found.flatMap(({ noun, end }, at) => (times.get(noun) === 1 ? [{ noun, end, at }] : []));
  const nouns = once.map(({ noun }) => noun);
  const places = new Map<string, Place>();
  for (const [i, { noun, end, at }] of once.entries()) {
    if (!/\d/.test(noun) && contentOf(noun).length === 0) continue;
    const particle = PARTICLE.exec(key.slice(end, end + LONGEST_PARTICLE))?.[1] ?? '';
    places.set(noun, {
      noun,
      at,
      before: nouns.slice(Math.max(0, i - FARTHEST), i).reverse(),
      behind: nouns.slice(i + 1, i + 1 + FARTHEST),
      particle: SAME[particle] ?? particle,
    });
  }
  return places;
}

function isPassive(key: string): boolean {
  return /[かさらまわがた]れ|られ|を受け|もら[いう]|いただ/.test(key);
}
