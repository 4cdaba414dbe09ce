import { unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { appPackage, PackageInvalid } from '../../../adapters/teams/package/app-package.js';

const APP = '11111111-2222-3333-4444-555555555555';
const options = {
  appId: APP,
  version: '1.2.3',
  page: 'https://renkei.example.jp',
  developer: {
    name: '連携デスク 運用担当',
    url: 'https://renkei.example.jp',
    privacy: 'https://renkei.example.jp/privacy',
    terms: 'https://renkei.example.jp/terms',
  },
};

const parsed = (files: Record<string, Uint8Array>, name: string) =>
  JSON.parse(new TextDecoder().decode(files[name]));

/** Width and height from the header of a PNG. */
function sizeOf(png: Uint8Array | undefined): [number, number] {
  const view = new DataView((png ?? new Uint8Array(24)).buffer, png?.byteOffset ?? 0);
  return [view.getUint32(16), view.getUint32(20)];
}

describe('the app package for Teams', () => {
  it('passes the schema, and holds what its manifest names', async () => {
    const files = unzipSync(await appPackage(options));
    const manifest = parsed(files, 'manifest.json');
    expect(Object.keys(files).sort()).toEqual(['color.png', 'en.json', 'manifest.json', 'outline.png']);
    expect(Object.values(manifest.icons).sort()).toEqual(['color.png', 'outline.png']);
    expect(manifest.localizationInfo.additionalLanguages[0].file).toBe('en.json');
    expect(manifest.bots[0]).toMatchObject({ botId: APP, scopes: ['personal', 'team', 'groupChat'] });
    expect(manifest.composeExtensions[0].commands.map(({ id }: { id: string }) => id)).toEqual([
      'search',
      'consult',
    ]);
    expect(manifest.permissions).toEqual(['identity']);
    expect(manifest.validDomains).toEqual(['renkei.example.jp']);
    expect(manifest.webApplicationInfo.resource).toBe(`api://renkei.example.jp/botid-${APP}`);
    expect(sizeOf(files['color.png'])).toEqual([192, 192]);
    expect(sizeOf(files['outline.png'])).toEqual([32, 32]);
  });

  it('says the same in English, text for text', async () => {
    const files = unzipSync(await appPackage(options));
    const manifest = parsed(files, 'manifest.json');
    for (const path of Object.keys(parsed(files, 'en.json'))) {
      const keys = path.replaceAll('[', '.').replaceAll(']', '').split('.');
      const japanese = keys.reduce((value, key) => value?.[key], manifest);
      expect([path, typeof japanese]).toEqual([path, 'string']);
    }
  });

  it('is the same, byte for byte, and has no tabs without a page', async () => {
    expect(await appPackage(options)).toEqual(await appPackage(options));
    const manifest = parsed(unzipSync(await appPackage({ ...options, page: null })), 'manifest.json');
    expect(manifest.staticTabs).toBeUndefined();
    expect(manifest.validDomains).toEqual([]);
  });

  it('is refused where Teams would refuse it', async () => {
    await expect(appPackage({ ...options, appId: 'not-a-guid' })).rejects.toBeInstanceOf(PackageInvalid);
    const developer = { ...options.developer, url: 'http://renkei.example.jp' };
    await expect(appPackage({ ...options, developer })).rejects.toBeInstanceOf(PackageInvalid);
  });
});
