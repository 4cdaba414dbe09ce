import {
  AlignmentType,
  Document,
  Footer,
  Header,
  HeadingLevel,
  Packer,
  PageNumber,
  Paragraph,
  TextRun,
} from 'docx';
import { municipalityName } from '../../bot/people/municipality.js';
import type { RotationPack } from '../../bot/rotation-pack/rotation-pack.js';
import { japaneseDate } from '../../knowledge/text/japanese-date.js';
import { finishWordFile } from './finish-word-file.js';
import { type Chapter, packChapters } from './pack-chapters.js';
import { FONT, heading, lines, PAGE, STYLES } from './word-parts.js';

/** 引継ぎ資料 as a Word file for A4. */
export async function rotationPackDocument(pack: RotationPack): Promise<Uint8Array> {
  const place = municipalityName(pack.place);
  const made = `${japaneseDate(pack.today)}作成`;
  const document = new Document({
    title: `引継ぎ資料（${place}）`,
    subject: '在宅医療・介護連携推進事業',
    creator: '連携デスク',
    lastModifiedBy: '連携デスク',
    description: made,
    styles: STYLES,
    sections: [
      {
        properties: {
          page: {
            size: { width: PAGE.width, height: PAGE.height },
            margin: {
              top: 1247,
              bottom: 1134,
              left: PAGE.margin,
              right: PAGE.margin,
              header: 567,
              footer: 567,
            },
          },
        },
        headers: { default: new Header({ children: [small(`引継ぎ資料　${place}`, AlignmentType.RIGHT)] }) },
        footers: {
          default: new Footer({
            children: [
              small([made, '　　', PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES], AlignmentType.CENTER),
            ],
          }),
        },
        children: [
          new Paragraph({ heading: HeadingLevel.TITLE, text: '引継ぎ資料' }),
          new Paragraph({ text: place, alignment: AlignmentType.CENTER }),
          new Paragraph({ text: made, alignment: AlignmentType.CENTER }),
          ...lines(opening(pack)),
          ...packChapters(pack).flatMap(numbered),
        ],
      },
    ],
  });
  return finishWordFile(await Packer.toBuffer(document), {
    at: pack.madeAt,
    fonts: [{ name: FONT, instead: 'ＭＳ ゴシック' }],
  });
}

function opening({ place }: RotationPack): string {
  return `この資料は、${place.municipality}で在宅医療・介護連携推進事業を新しく担当される方のために、連携デスクの記録から作成したものです。連携デスクは、この事業に携わる市町村職員のための相談窓口です。ご質問には、事業の文書から該当する箇所を示してお答えし、文書で確認できないことは事務局がお答えします。\n相談の内容を含みますので、庁内での引継ぎに限ってお使いください。`;
}

function numbered({ title, content }: Chapter, i: number) {
  return [heading(`${i + 1}　${title}`, 1), ...content];
}

function small(
  children: string | (string | (typeof PageNumber)[keyof typeof PageNumber])[],
  alignment: 'right' | 'center',
): Paragraph {
  return new Paragraph({
    style: 'Small',
    alignment,
    children: [new TextRun({ children: typeof children === 'string' ? [children] : children })],
  });
}
