import type { Person } from '../../../bot/people/person.js';
import type { KeptWord } from '../../../bot/ports/kept-words-store.js';
import { dayOf } from '../japanese-time.js';
import { ConsoleLayout } from './console-layout.js';

interface Props {
  person: Person;
  words: KeptWord[];
  names: ReadonlyMap<string, string>;
}

const STATES: Readonly<Record<KeptWord['state'], string>> = {
  reported: '確認待ち',
  kept: '伏せない',
  declined: '伏せる',
};

export function KeptWordsPage({ person, words, names }: Props) {
  return (
    <ConsoleLayout section="/console/kept-words" title="伏せ方の報告" person={person}>
      <div class="inner">
        <h1>伏せ方の報告</h1>
        <p>
          個人情報ではないのに伏せられた、と報告された語です。施設名や公職者の氏名など、個人情報でないことを確かめてから「伏せない」にしてください。次に届く文章から反映されます。
        </p>
        {words.length === 0 ? (
          <p>報告はまだありません。</p>
        ) : (
          <ul class="consultations">
            {words.map(({ word, state, reportedBy, reportedAt }) => (
              <li>
                <span class={`state ${state === 'reported' ? 'waiting' : ''}`}>{STATES[state]}</span>
                {word}
                <span class="facts">
                  {names.get(reportedBy) ?? '（登録なし）'}・{dayOf(reportedAt)}
                </span>
                <div class="actions">
                  {state !== 'kept' && <Decide word={word} keep label="伏せない" />}
                  {state !== 'declined' && <Decide word={word} keep={false} label="これからも伏せる" />}
                </div>
              </li>
            ))}
          </ul>
        )}
      </div>
    </ConsoleLayout>
  );
}

function Decide({ word, keep, label }: { word: string; keep: boolean; label: string }) {
  return (
    <form method="post" action="/console/kept-words">
      <input type="hidden" name="word" value={word} />
      <input type="hidden" name="keep" value={String(keep)} />
      <button type="submit" class="secondary" aria-label={`「${word}」を${label}`}>
        {label}
      </button>
    </form>
  );
}
