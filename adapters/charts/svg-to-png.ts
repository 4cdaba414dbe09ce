import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Resvg } from '@resvg/resvg-js';

const FONTS = dirname(createRequire(import.meta.url).resolve('@expo-google-fonts/noto-sans-jp/package.json'));

/** The same picture on every machine: no typeface but the two that come with the desk. */
export function svgToPng(svg: string): Uint8Array {
  const image = new Resvg(svg, {
    font: {
      loadSystemFonts: false,
      fontFiles: ['400Regular/NotoSansJP_400Regular.ttf', '700Bold/NotoSansJP_700Bold.ttf'].map((name) =>
        join(FONTS, name),
      ),
      defaultFontFamily: 'Noto Sans JP',
    },
  });
  return image.render().asPng();
}
