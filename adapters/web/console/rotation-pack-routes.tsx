import { Hono } from 'hono';
import { z } from 'zod';
import { HandOverRefused } from '../../../bot/consultations/hand-over.js';
import { isOf, type Municipality, municipalityOf } from '../../../bot/people/municipality.js';
import { isSecretariat, type Person } from '../../../bot/people/person.js';
import { RevisionConflict } from '../../../bot/ports/register-store.js';
import type { RotationPack } from '../../../bot/rotation-pack/rotation-pack.js';
import { rotationPackFile } from '../../docx/rotation-pack-file.js';
import { ErrorPage } from '../error-page.js';
import { whoAsks } from '../requests.js';
import { signInFirst } from '../sign-in-first.js';
import type { WebContext, WebEnvironment, WebParts } from '../web-parts.js';
import { type PackForm, placeValue, RotationPackPage } from './rotation-pack-page.js';

const Form = z.object({
  place: z.string().max(100).default(''),
  since: z.union([z.iso.date(), z.literal('')]).default(''),
  from: z.string().max(100).default(''),
  successor: z.string().max(100).default(''),
});
const EMPTY: PackForm = { place: '', since: '', from: '', successor: '' };

/** 引継ぎ資料: any municipality's for the secretariat, their own for its staff. */
export function rotationPackRoutes(parts: WebParts): Hono<WebEnvironment> {
  const { rotationPacks, handOvers, people, secure } = parts;
  const app = new Hono<WebEnvironment>();

  app.get('/console/rotation-pack', (c) => show(c, EMPTY, null));

  app.post('/console/rotation-pack', async (c) => {
    const body = await c.req.parseBody();
    const parsed = Form.safeParse(body);
    if (!parsed.success) return show(c, EMPTY, '入力内容をご確認ください。', 400);
    const form = parsed.data;
    const place = (await rotationPacks.municipalities()).find((one) => placeValue(one) === form.place);
    if (place === undefined) return show(c, form, '市町村を選んでください。', 400);
    if ((form.from === '') !== (form.successor === ''))
      return show(c, form, '相談を引き継ぐときは、前任者と後任者の両方を選んでください。', 400);
    try {
      const handedOver = form.from === '' ? null : await handOver(whoAsks(c), place, form);
      return download(c, { place, handedOver, since: form.since === '' ? null : form.since });
    } catch (error) {
      const reason = refusal(error);
      if (reason === null) throw error;
      return show(c, form, reason, 409);
    }
  });

  app.get('/rotation-pack', async (c) => {
    const person = c.get('person');
    if (person === null) return signInFirst(c);
    if (isSecretariat(person)) return c.redirect('/console/rotation-pack', 303);
    const place = person.role === 'staff' ? municipalityOf(person) : null;
    return place === null
      ? c.html(NO_MUNICIPALITY, 403)
      : download(c, { place, since: null, handedOver: null });
  });

  async function handOver(
    by: Person,
    place: Municipality,
    form: PackForm,
  ): Promise<RotationPack['handedOver']> {
    const [from, successor] = [await people.find(form.from), await people.find(form.successor)];
    if (from === null || successor === null)
      throw new HandOverRefused('前任者と後任者を選び直してください。');
    if (!isOf(from, place)) throw new HandOverRefused('前任者は、選んだ市町村の職員ではありません。');
    const moved = await handOvers.move({ by, from, successor });
    return { from: from.name, successor: successor.name, count: moved.length };
  }

  async function download(
    c: WebContext,
    about: Pick<RotationPack, 'place' | 'since' | 'handedOver'>,
  ): Promise<Response> {
    const pageAddress = `${secure ? 'https' : 'http'}://${new URL(c.req.url).host}/`;
    const pack = await rotationPacks.make(whoAsks(c).id, { ...about, pageAddress });
    const { name, type, bytes } = await rotationPackFile(pack);
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': type,
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(name)}`,
    });
  }

  async function show(c: WebContext, form: PackForm, fault: string | null, status: 200 | 400 | 409 = 200) {
    return c.html(
      <RotationPackPage
        person={whoAsks(c)}
        places={await rotationPacks.municipalities()}
        people={await people.list()}
        form={form}
        fault={fault}
      />,
      status,
    );
  }

  return app;
}

function refusal(error: unknown): string | null {
  if (error instanceof RevisionConflict)
    return '引継ぎの途中で相談が更新されたため、何も引き継いでいません。お手数ですが、もう一度お試しください。';
  return error instanceof HandOverRefused ? error.message : null;
}

const NO_MUNICIPALITY = (
  <ErrorPage
    title="引継ぎ資料を作成できません"
    message="引継ぎ資料は、市町村の職員の方にお渡ししています。市町村が登録されていない場合は、お手数ですが事務局にご連絡ください。"
  />
);
