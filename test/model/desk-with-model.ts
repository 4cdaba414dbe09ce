import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Application, type ComposeOptions, compose } from '../../adapters/compose.js';
import { readConfig } from '../../adapters/config/config.js';
import { listSources } from '../../adapters/files/list-sources.js';
import { type Answer, SECRETARIAT } from '../../bot/answering/answer.js';
import type { Asking } from '../../bot/model/answering.js';
import { ModelStandIn } from '../stand-ins/model/model-stand-in.js';

const GUIDELINE = `# 在宅医療・介護連携推進事業 実施要綱（令和8年度）

## 相談窓口

相談窓口の設置は、郡市区医師会等に委託することができる。委託する場合も、市町村は実施の責任を負う。

相談窓口には、在宅医療・介護連携を支援するコーディネーターを1名以上配置する。配置は原則として常勤とする。

## 補助

補助の対象となる経費は、人件費、旅費及び会議費とする。建物の取得に要する経費は対象外とする。

補助金の額は、1市町村当たり100万円を上限とする。離島にあっては、150万円を上限とする。

## 応募

応募の締切は令和8年5月29日（金）17時必着とする。応募書類は都道府県を経由して提出しなければならない。
`;

const HANDBOOK = `# 在宅医療・介護連携推進事業の手引き

## 進め方

市町村は、地域の医療と介護の資源を把握し、課題を抽出したうえで、対応策を検討する。

看取りに関する取組では、住民への普及啓発を年1回以上行うことが望ましい。

## 会議

多職種の研修は、郡市区医師会と市町村が共同で開催することが多い。研修の記録は3年間保存する。
`;

export interface DeskWithModel {
  application: Application;
  /** The same desk with another model of meaning. */
  withEmbedding(model: string, options?: ComposeOptions): Promise<Application>;
  model: ModelStandIn;
  faults: unknown[];
  ask(question: string, more?: Partial<Asking>): Promise<Answer>;
}

/** A desk over two documents, whose model is the stand-in. */
export async function withModel(
  work: (desk: DeskWithModel) => Promise<void>,
  {
    environment = {},
    documents = { '要綱.md': GUIDELINE, '手引き.md': HANDBOOK },
    embedding = null,
    now,
  }: {
    /** Settings of a model of meaning, without its address; null: none. */
    embedding?: Record<string, string> | null;
    environment?: Record<string, string> | ((model: ModelStandIn) => Record<string, string>);
    documents?: Record<string, string>;
    now?: () => Date;
  } = {},
): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'renkei-model-'));
  const model = await new ModelStandIn().start();
  const faults: unknown[] = [];
  const settings = {
    RENKEI_HOME: join(folder, 'home'),
    MODEL_PROVIDER: 'compatible',
    MODEL_ENDPOINT: model.url,
    MODEL_NAME: 'stand-in',
    ...(typeof environment === 'function' ? environment(model) : environment),
    ...(embedding === null ? {} : { EMBEDDING_ENDPOINT: model.url, ...embedding }),
  };
  const config = readConfig(settings, folder);
  const application = await compose(config, now, (error) => faults.push(error));
  try {
    const library = join(folder, 'library');
    await mkdir(library);
    for (const [name, text] of Object.entries(documents)) await writeFile(join(library, name), text);
    await application.index(await listSources([library]));
    const ask = (question: string, more: Partial<Asking> = {}): Promise<Answer> =>
      application.answering.ask({
        question,
        viewer: SECRETARIAT,
        asOf: '2026-04-20',
        personId: 'officer',
        ...more,
      });
    const withEmbedding = (name: string, options?: ComposeOptions): Promise<Application> =>
      compose(readConfig({ ...settings, EMBEDDING_MODEL: name }, folder), now, undefined, options);
    await work({ application, withEmbedding, model, faults, ask });
  } finally {
    await application.close();
    await model.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
