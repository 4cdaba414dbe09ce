import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Bm25, Bm25Builder } from '../../../knowledge/search/bm25.js';
import type { Indexer } from '../indexer.js';
import { CUTOFF } from '../metrics.js';
import { rivalModule } from './rival-module.js';

interface Morpheme {
  surface_form: string;
  pos: string;
  pos_detail_1: string;
  /** `*` for a word that is not in the dictionary. */
  basic_form: string;
}

interface Tokenizer {
  tokenize(text: string): Morpheme[];
}

interface KuromojiModule {
  default: {
    builder(options: { dicPath: string }): {
      build(done: (error: Error | null, tokenizer: Tokenizer) => void): void;
    };
  };
}

const CONTENT = new Set(['名詞', '動詞', '形容詞', '副詞']);
const FORMAL = new Set(['非自立', '代名詞']);

/** What a search engine with a Japanese analyser does: BM25 (k1 1.2, b .75) over base forms of content words. */
export async function prepareKuromojiBm25(): Promise<Indexer> {
  const tokenizer = await load();
  const terms = (text: string): string[] =>
    tokenizer
      .tokenize(text.normalize('NFKC').toLowerCase())
      .filter(({ pos, pos_detail_1 }) => CONTENT.has(pos) && !FORMAL.has(pos_detail_1))
      .map(({ basic_form, surface_form }) => (basic_form === '*' ? surface_form : basic_form))
      // Unknown symbols come out of the dictionary as nouns.
      .filter((term) => /[\p{L}\p{N}]/u.test(term));
  return (documents) => {
    const builder = new Bm25Builder();
    for (const { text } of documents) builder.add(terms(text));
    const index = new Bm25(builder.finish());
    return (query) => {
      const scores = index.scores(new Map(terms(query).map((term) => [term, 1])));
      return [...scores.keys()]
        .filter((at) => scores[at]! > 0)
        .sort((a, b) => scores[b]! - scores[a]! || a - b)
        .slice(0, CUTOFF)
        .map((at) => ({ id: documents[at]!.id }));
    };
  };
}

async function load(): Promise<Tokenizer> {
  const { default: kuromoji } = await rivalModule<KuromojiModule>('kuromoji');
  const home = dirname(createRequire(import.meta.url).resolve('kuromoji/package.json'));
  return new Promise((resolve, reject) =>
    kuromoji.builder({ dicPath: join(home, 'dict') }).build((error, tokenizer) => {
      if (error === null) resolve(tokenizer);
      else reject(error);
    }),
  );
}
