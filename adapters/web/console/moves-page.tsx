import { STATE_NAMES } from '../../../bot/consultations/state.js';
import { ACTION_NAMES, type Mover, TRANSITIONS } from '../../../bot/consultations/transitions.js';
import type { Person } from '../../../bot/people/person.js';
import { ConsoleLayout } from './console-layout.js';

const MOVERS: Readonly<Record<Mover, string>> = {
  desk: '連携デスク',
  asker: '相談者',
  secretariat: '事務局',
  prefecture: '都道府県',
};

/** The one table of moves, as it is in force. */
export function MovesPage({ person }: { person: Person }) {
  return (
    <ConsoleLayout section="/console" title="相談の状態" person={person}>
      <div class="inner">
        <h1>相談の状態と操作</h1>
        <section class="table-scroll" tabindex={0} aria-label="状態の移り変わり">
          <table>
            <thead>
              <tr>
                <th scope="col">状態</th>
                <th scope="col">操作</th>
                <th scope="col">できる人</th>
                <th scope="col">次の状態</th>
              </tr>
            </thead>
            <tbody>
              {TRANSITIONS.map(({ from, action, by, to }) => (
                <tr>
                  <td>{from.map((state) => STATE_NAMES[state]).join('、')}</td>
                  <td>{ACTION_NAMES[action]}</td>
                  <td>{by.map((mover) => MOVERS[mover]).join('、')}</td>
                  <td>{STATE_NAMES[to]}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      </div>
    </ConsoleLayout>
  );
}
