import { ModelFault } from '../../bot/ports/chat-model.js';
import type { EmbeddingSettings } from '../config/model-settings.js';
import { OpenAIEmbedder } from './openai-embedder.js';

/** What the doctor found out. */
interface EmbedderCheck {
  ok: boolean;
  message: string;
}

/** Milliseconds. */
const PATIENCE = 15_000;

const HINTS: Readonly<Partial<Record<ModelFault['code'], string>>> = {
  'model-key-refused': 'EMBEDDING_KEY、またはマネージドIDに与えた権限をご確認ください。',
  'model-unknown': 'EMBEDDING_ENDPOINTとEMBEDDING_MODEL（Azureではデプロイ名）をご確認ください。',
  'model-unavailable': 'EMBEDDING_ENDPOINTと、この機器からの通信（EMBEDDING_PROXY）をご確認ください。',
  'model-malformed': 'ベクトルを読み取れません。EMBEDDING_ENCODING=float をお試しください。',
};

/** Whether the service gives a vector. One short call. */
export async function tryEmbedder(settings: EmbeddingSettings): Promise<EmbedderCheck> {
  const { endpoint, weight } = settings;
  try {
    const embedder = new OpenAIEmbedder(settings);
    const [vector] = await embedder.embed(['在宅医療・介護連携推進事業'], AbortSignal.timeout(PATIENCE));
    return {
      ok: true,
      message: `${settings.model} が${vector?.length ?? 0}次元のベクトルを返しました。重み：${weight}、処理される場所：${endpoint.region}、契約：${endpoint.contract}。`,
    };
  } catch (error) {
    if (error instanceof ModelFault)
      return { ok: false, message: `${HINTS[error.code] ?? ''}（${error.message}）` };
    return { ok: false, message: error instanceof Error ? error.message : String(error) };
  }
}
