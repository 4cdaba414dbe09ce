import { access, constants, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { HandOverRefused } from '../../bot/consultations/hand-over.js';
import { isOf, type Municipality, municipalityName } from '../../bot/people/municipality.js';
import type { Person, Role } from '../../bot/people/person.js';
import { countsOf } from '../../bot/rotation-pack/rotation-packs.js';
import { PREFECTURES } from '../../knowledge/places/prefectures.js';
import type { Application } from '../compose.js';
import { rotationPackFile } from '../docx/rotation-pack-file.js';
import { type Command, isoDay, parse, printJson, UsageError, withApplication } from './command.js';

const USAGE =
  'rotation-pack --prefecture P --municipality M --to FILE.docx [--since YYYY-MM-DD] [--from MAIL --successor MAIL] [--json]';

/** Like every command, it acts as the secretariat. */
const COMMAND_LINE = { id: 'command-line', name: '運用担当者', role: 'secretariat' as Role };

/** 引継ぎ資料 for a municipality's new officer, to whom the predecessor's open consultations can be moved first. */
export const rotationPackCommand: Command = {
  usage: USAGE,
  summary: "writes a Word file for a municipality's new officer; moves the predecessor's open consultations",
  async run(argv) {
    const text = { type: 'string' } as const;
    const { values, positionals } = parse(
      argv,
      {
        prefecture: text,
        municipality: text,
        to: text,
        since: text,
        from: text,
        successor: text,
        json: { type: 'boolean' },
      },
      USAGE,
    );
    if (positionals.length > 0) throw new UsageError(`usage: renkei ${USAGE}`);
    if ((values.from === undefined) !== (values.successor === undefined))
      throw new UsageError('--from and --successor: give both or neither');
    const place = {
      prefecture: prefectureOf(values.prefecture),
      municipality: needed(values.municipality, 'municipality'),
    };
    // Before anything is moved: what cannot be written must not be half done.
    const file = await writable(needed(values.to, 'to'));
    const since = values.since === undefined ? null : isoDay(values.since);
    return withApplication(async (application) => {
      const handedOver =
        values.from === undefined || values.successor === undefined
          ? null
          : await handOver(application, { place, from: values.from, successor: values.successor });
      return write(application, { place, file, since, handedOver, json: values.json === true });
    });
  },
};

interface Moved {
  from: string;
  successor: string;
  count: number;
}

async function handOver(
  { people, handOvers }: Application,
  { place, from, successor }: { place: Municipality; from: string; successor: string },
): Promise<Moved> {
  const known = async (mail: string): Promise<Person> => {
    const person = await people.findByMail(mail);
    if (person === null) throw new UsageError(`nobody is known as ${mail}; try: renkei user list`);
    return person;
  };
  const both = { from: await known(from), successor: await known(successor) };
  if (!isOf(both.from, place))
    throw new UsageError(`${from} is not of ${municipalityName(place)}; try: renkei user list`);
  try {
    const moved = await handOvers.move({ by: COMMAND_LINE, ...both });
    return { from: both.from.name, successor: both.successor.name, count: moved.length };
  } catch (error) {
    if (error instanceof HandOverRefused) throw new UsageError(error.message);
    throw error;
  }
}

async function write(
  { rotationPacks, config }: Application,
  {
    place,
    file,
    since,
    handedOver,
    json,
  }: { place: Municipality; file: string; since: string | null; handedOver: Moved | null; json: boolean },
): Promise<number> {
  const known = await rotationPacks.municipalities();
  const pack = await rotationPacks.make(COMMAND_LINE.id, {
    place,
    since,
    handedOver,
    pageAddress: config.baseUrl,
  });
  await writeFile(file, (await rotationPackFile(pack)).bytes);
  const counts = countsOf(pack);
  if (!known.some((one) => isOf(one, place)))
    process.stderr.write(
      `${municipalityName(place)}の職員や相談は登録されていません。名称に誤りがないかご確認ください。\n`,
    );
  if (json) {
    printJson({ ...place, file, since, ...counts });
    return 0;
  }
  if (handedOver !== null) process.stdout.write(`${movedLine(handedOver)}\n`);
  process.stdout.write(
    `${municipalityName(place)}の引継ぎ資料を作成しました（終わっていない相談${counts.open}件、回答のある相談${counts.answered}件、Q&A${counts.qa}件）。\n${file}\n`,
  );
  return 0;
}

function movedLine({ from, successor, count }: Moved): string {
  return count === 0
    ? `${from}さんに終わっていない相談はなく、引き継いだものはありません。`
    : `${from}さんの相談${count}件を、${successor}さんに引き継ぎました（自動で回答し、まだ完了していないものを含みます）。`;
}

function prefectureOf(text: string | undefined): string {
  const name = needed(text, 'prefecture');
  if (!PREFECTURES.some((one) => one.name === name))
    throw new UsageError(`"${name}" is no prefecture; write it in full, as 滋賀県`);
  return name;
}

async function writable(to: string): Promise<string> {
  if (!to.toLowerCase().endsWith('.docx')) throw new UsageError(`--to ${to}: the file is a .docx`);
  const file = resolve(to);
  await access(dirname(file), constants.W_OK).catch(() => {
    throw new UsageError(`cannot write in ${dirname(file)}; make the folder first`);
  });
  return file;
}

function needed(value: string | undefined, name: string): string {
  if (value === undefined || value.trim() === '')
    throw new UsageError(`--${name} is missing; usage: renkei ${USAGE}`);
  return value.trim();
}
