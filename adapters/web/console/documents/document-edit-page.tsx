import type { Person } from '../../../../bot/people/person.js';
import type { StoredDocument } from '../../../../bot/ports/document-store.js';
import {
  AUDIENCE_NAMES,
  AUDIENCES,
  DOCUMENT_KINDS,
  type Edition,
  KIND_NAMES,
} from '../../../../knowledge/document/edition.js';
import { PREFECTURES } from '../../../../knowledge/places/prefectures.js';
import { digestOf } from '../../digest-of.js';
import { ConsoleLayout } from '../console-layout.js';

/** The fields of the form, as they are typed. */
export type EditionFields = Readonly<Record<(typeof EDITION_FIELDS)[number], string>>;

export const EDITION_FIELDS = [
  'title',
  'kind',
  'issuer',
  'fiscalYear',
  'issued',
  'inForceFrom',
  'inForceUntil',
  'deadlines',
  'supersedes',
  'audience',
  'prefecture',
  'municipality',
] as const;

interface Props {
  person: Person;
  document: StoredDocument;
  /** What was typed into a form that was refused; null shows what is known. */
  typed: EditionFields | null;
  fault: string | null;
}

/** What is known of a document beside its text, to be put right. */
export function DocumentEditPage({ person, document, typed, fault }: Props) {
  const { id, name, path, sample, current } = document;
  const { edition } = current;
  const fields = typed ?? fieldsOf(edition);
  return (
    <ConsoleLayout section="/console/documents" title={edition.title} person={person}>
      <div class="inner">
        <p>
          <a href="/console/documents">文書の一覧に戻る</a>
        </p>
        <h1>{edition.title}</h1>
        <p class="facts">{sample ? `見本（${name}）` : path}</p>
        <p class="source-links">
          <a href={`/documents/${current.id}`}>読み取った内容を見る</a>
          <a href={`/originals/${current.id}`}>原本をダウンロード</a>
        </p>
        {fault !== null && (
          <p class="fault" role="alert">
            {fault}
          </p>
        )}
        <form method="post" action={`/console/documents/${id}`} class="form">
          <input type="hidden" name="shown" value={digestOf(edition)} />
          <Field name="title" label="文書名" value={fields.title} />
          <label for="kind">種別</label>
          <select id="kind" name="kind">
            {DOCUMENT_KINDS.map((kind) => (
              <option value={kind} selected={kind === fields.kind}>
                {KIND_NAMES[kind]}
              </option>
            ))}
          </select>
          <Field name="issuer" label="発行者" value={fields.issuer} />
          <Field name="fiscalYear" label="年度（西暦。令和8年度は2026）" value={fields.fiscalYear} />
          <Field
            name="issued"
            label="発行日（2026-04-01。日が分からなければ2026-04）"
            value={fields.issued}
          />
          <Field name="inForceFrom" label="適用開始日（2026-04-01の形）" value={fields.inForceFrom} />
          <Field name="inForceUntil" label="適用終了日（2026-04-01の形）" value={fields.inForceUntil} />
          <label for="deadlines">締切（1行に一つ。「2026-08-23 17:00 応募締切」のように）</label>
          <textarea id="deadlines" name="deadlines" rows={3} maxlength={500}>
            {fields.deadlines}
          </textarea>
          <Field name="supersedes" label="この文書が置き換える文書の名前" value={fields.supersedes} />
          <label for="audience">公開範囲</label>
          <select id="audience" name="audience">
            {AUDIENCES.map((one) => (
              <option value={one} selected={one === fields.audience}>
                {AUDIENCE_NAMES[one]}
              </option>
            ))}
          </select>
          <label for="prefecture">都道府県（空欄は全国）</label>
          <select id="prefecture" name="prefecture">
            <option value="">（全国）</option>
            {PREFECTURES.map((one) => (
              <option value={one.name} selected={fields.prefecture === one.name}>
                {one.name}
              </option>
            ))}
          </select>
          <Field name="municipality" label="市町村（空欄は都道府県全体）" value={fields.municipality} />
          <button type="submit" class="primary">
            変更を保存する
          </button>
          <p class="hint">
            変更はすぐに回答へ反映され、この文書の新しい版を登録しても引き継がれます。変えなかった項目は、新しい版から読み取り直します。
          </p>
        </form>
        <form method="post" action={`/console/documents/${id}/withdraw`}>
          <button type="submit" class="secondary">
            この文書を取り下げる
          </button>
          <p class="hint">
            回答に使われなくなります。以前の回答の出典としては引き続き読めます。同じ場所のファイルを登録し直すと、再び使われます。
          </p>
        </form>
      </div>
    </ConsoleLayout>
  );
}

function Field({ name, label, value }: { name: string; label: string; value: string }) {
  return (
    <>
      <label for={name}>{label}</label>
      <input id={name} name={name} type="text" value={value} maxlength={200} />
    </>
  );
}

function fieldsOf(edition: Edition): EditionFields {
  const { scope } = edition;
  return {
    title: edition.title,
    kind: edition.kind,
    issuer: edition.issuer ?? '',
    fiscalYear: edition.fiscalYear === null ? '' : String(edition.fiscalYear),
    issued: edition.issued ?? '',
    inForceFrom: edition.inForceFrom ?? '',
    inForceUntil: edition.inForceUntil ?? '',
    deadlines: deadlineLines(edition),
    supersedes: edition.supersedes ?? '',
    audience: edition.audience,
    prefecture: scope.level === 'nation' ? '' : scope.prefecture,
    municipality: scope.level === 'municipality' ? scope.municipality : '',
  };
}

function deadlineLines({ deadlines }: Edition): string {
  return deadlines
    .map(({ date, time, label }) => [date, time, label].filter((part) => part !== null).join(' '))
    .join('\n');
}
