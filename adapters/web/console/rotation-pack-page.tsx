import type { Municipality } from '../../../bot/people/municipality.js';
import { isOf, municipalityName, municipalityOf } from '../../../bot/people/municipality.js';
import type { Person } from '../../../bot/people/person.js';
import { ConsoleLayout } from './console-layout.js';

export interface PackForm {
  /** As `placeValue` writes it; '' before one is chosen. */
  place: string;
  since: string;
  /** Ids of people; '' for none. */
  from: string;
  successor: string;
}

interface Props {
  person: Person;
  places: readonly Municipality[];
  people: readonly Person[];
  form: PackForm;
  fault: string | null;
}

/** 引継ぎ資料を作成する: for which municipality, and whether a predecessor's consultations move first. */
export function RotationPackPage({ person, places, people, form, fault }: Props) {
  const staff = people.filter((one) => municipalityOf(one) !== null);
  return (
    <ConsoleLayout section="/console/rotation-pack" title="引継ぎ資料" person={person}>
      <div class="inner">
        <h1>引継ぎ資料の作成</h1>
        <p>
          市町村の新しい担当者にお渡しする資料を、Wordの文書で作成します。これまでの相談と回答、終わっていない相談、関係するQ&A、まず読む文書、問い合わせ先を載せます。事務局内のメモは載りません。
        </p>
        {fault !== null && (
          <p class="fault" role="alert">
            {fault}
          </p>
        )}
        {places.length === 0 ? (
          <p>市町村の職員や相談がまだ登録されていません。</p>
        ) : (
          <form method="post" action="/console/rotation-pack" class="form">
            <label for="place">市町村</label>
            <select id="place" name="place" required>
              <option value="">選んでください</option>
              {prefecturesOf(places).map((prefecture) => (
                <optgroup label={prefecture}>
                  {places
                    .filter((place) => place.prefecture === prefecture)
                    .map((place) => (
                      <option value={placeValue(place)} selected={placeValue(place) === form.place}>
                        {place.municipality}
                      </option>
                    ))}
                </optgroup>
              ))}
            </select>
            <label for="since">この日以降の相談と回答を載せる（任意）</label>
            <input id="since" name="since" type="date" value={form.since} />
            <fieldset class="panel">
              <legend>終わっていない相談の引継ぎ（任意）</legend>
              <p class="hint">
                前任者と後任者を選ぶと、前任者の終わっていない相談を後任者に移してから資料を作成します。後任者には、お知らせが届きます。
              </p>
              <div class="form">
                <PersonSelect name="from" label="前任者" people={staff} places={places} chosen={form.from} />
                <PersonSelect
                  name="successor"
                  label="後任者"
                  people={staff.filter(({ active }) => active)}
                  places={places}
                  chosen={form.successor}
                />
              </div>
            </fieldset>
            <button type="submit" class="primary">
              作成する
            </button>
          </form>
        )}
      </div>
    </ConsoleLayout>
  );
}

function PersonSelect({
  name,
  label,
  people,
  places,
  chosen,
}: {
  name: 'from' | 'successor';
  label: string;
  people: readonly Person[];
  places: readonly Municipality[];
  chosen: string;
}) {
  return (
    <>
      <label for={name}>{label}</label>
      <select id={name} name={name}>
        <option value="">指定しない</option>
        {places
          .map((place) => ({ place, here: people.filter((one) => isOf(one, place)) }))
          .filter(({ here }) => here.length > 0)
          .map(({ place, here }) => (
            <optgroup label={municipalityName(place)}>
              {here.map((one) => (
                <option value={one.id} selected={one.id === chosen}>
                  {one.name}
                  {!one.active && '（停止中）'}
                </option>
              ))}
            </optgroup>
          ))}
      </select>
    </>
  );
}

/** A municipality as a form sends it. */
export function placeValue({ prefecture, municipality }: Municipality): string {
  return `${prefecture}/${municipality}`;
}

function prefecturesOf(places: readonly Municipality[]): string[] {
  return [...new Set(places.map(({ prefecture }) => prefecture))];
}
