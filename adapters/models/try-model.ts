import { z } from 'zod';
import { bareReply } from '../../bot/model/bare-reply.js';
import { ModelFault } from '../../bot/ports/chat-model.js';
import { limitsInJapanese } from '../config/model-limits.js';
import type { ModelSettings } from '../config/model-settings.js';
import { loadPrompts } from '../files/prompt-files.js';
import { OpenAIChatModel } from './openai-chat-model.js';

/** What the doctor found out. */
interface ModelCheck {
  ok: boolean;
  message: string;
}

const HINTS: Readonly<Partial<Record<ModelFault['code'], string>>> = {
  'model-key-refused': 'MODEL_KEY、またはマネージドIDに与えた権限をご確認ください。',
  'model-unknown': 'MODEL_ENDPOINTとMODEL_NAME（Azureではデプロイ名）をご確認ください。',
  'model-unavailable': 'MODEL_ENDPOINTと、この機器からの通信（MODEL_PROXY）をご確認ください。',
  'model-timeout': 'MODEL_TIME_LIMITの秒数のうちに返事がありません。モデルと通信をご確認ください。',
  'model-rate-limited': '提供元の利用制限に達しています。契約の上限をご確認ください。',
  'model-refused': '提供元またはモデルが回答を拒みました。利用の規約とモデルの設定をご確認ください。',
  'model-empty': '返答がありませんでした。モデルが起動しているかをご確認ください。',
  'model-cut': '返答が途中で切れました。通信と、モデルを動かす機器の負荷をご確認ください。',
  'model-too-long': 'モデルが一度に読める長さが足りません。より長い文を読めるモデルか設定をお使いください。',
  'model-malformed': '決められた形（JSON）で返ってきません。MODEL_JSON=object、またはtextをお試しください。',
};

/** Whether the model answers in the shape that is asked for. One short call, which costs a few tokens. */
export async function tryModel(settings: ModelSettings): Promise<ModelCheck> {
  const { endpoint, timeLimit, ceilings } = settings;
  try {
    await loadPrompts();
    const model = new OpenAIChatModel(settings);
    const started = performance.now();
    const { text } = await model.chat({
      system: '次の形のJSONだけを返します。{"ok": true}',
      user: '動作の確認です。',
      format: { name: 'check', schema: Check },
      signal: AbortSignal.timeout(timeLimit),
    });
    if (!Check.safeParse(parsed(text)).success) return { ok: false, message: HINTS['model-malformed'] ?? '' };
    const seconds = ((performance.now() - started) / 1000).toFixed(1);
    return {
      ok: true,
      message: `${model.name} が${seconds}秒で応答しました。処理される場所：${endpoint.region}、契約：${endpoint.contract}、一日の上限：${limitsInJapanese(ceilings).join('、')}。`,
    };
  } catch (error) {
    if (error instanceof ModelFault)
      return { ok: false, message: `${HINTS[error.code] ?? ''}（${error.message}）` };
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}

const Check = z.object({ ok: z.boolean() });

function parsed(text: string): unknown {
  try {
    return JSON.parse(bareReply(text));
  } catch {
    return null;
  }
}
