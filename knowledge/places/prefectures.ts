/** The 47 prefectures in the order of the ministry's codes (全国地方公共団体コード, first two digits). */
export interface Prefecture {
  /** Two digits, `01`–`47`. */
  code: string;
  name: string;
  /** Name in hiragana without 都道府県, for people who type kana. */
  reading: string;
  /** Area of the regional health bureau (地方厚生局・支局の管轄). */
  region: string;
}

export const PREFECTURES: readonly Prefecture[] = [
  { code: '01', name: '北海道', reading: 'ほっかいどう', region: '北海道' },
  { code: '02', name: '青森県', reading: 'あおもり', region: '東北' },
  { code: '03', name: '岩手県', reading: 'いわて', region: '東北' },
  { code: '04', name: '宮城県', reading: 'みやぎ', region: '東北' },
  { code: '05', name: '秋田県', reading: 'あきた', region: '東北' },
  { code: '06', name: '山形県', reading: 'やまがた', region: '東北' },
  { code: '07', name: '福島県', reading: 'ふくしま', region: '東北' },
  { code: '08', name: '茨城県', reading: 'いばらき', region: '関東信越' },
  { code: '09', name: '栃木県', reading: 'とちぎ', region: '関東信越' },
  { code: '10', name: '群馬県', reading: 'ぐんま', region: '関東信越' },
  { code: '11', name: '埼玉県', reading: 'さいたま', region: '関東信越' },
  { code: '12', name: '千葉県', reading: 'ちば', region: '関東信越' },
  { code: '13', name: '東京都', reading: 'とうきょう', region: '関東信越' },
  { code: '14', name: '神奈川県', reading: 'かながわ', region: '関東信越' },
  { code: '15', name: '新潟県', reading: 'にいがた', region: '関東信越' },
  { code: '16', name: '富山県', reading: 'とやま', region: '東海北陸' },
  { code: '17', name: '石川県', reading: 'いしかわ', region: '東海北陸' },
  { code: '18', name: '福井県', reading: 'ふくい', region: '近畿' },
  { code: '19', name: '山梨県', reading: 'やまなし', region: '関東信越' },
  { code: '20', name: '長野県', reading: 'ながの', region: '関東信越' },
  { code: '21', name: '岐阜県', reading: 'ぎふ', region: '東海北陸' },
  { code: '22', name: '静岡県', reading: 'しずおか', region: '東海北陸' },
  { code: '23', name: '愛知県', reading: 'あいち', region: '東海北陸' },
  { code: '24', name: '三重県', reading: 'みえ', region: '東海北陸' },
  { code: '25', name: '滋賀県', reading: 'しが', region: '近畿' },
  { code: '26', name: '京都府', reading: 'きょうと', region: '近畿' },
  { code: '27', name: '大阪府', reading: 'おおさか', region: '近畿' },
  { code: '28', name: '兵庫県', reading: 'ひょうご', region: '近畿' },
  { code: '29', name: '奈良県', reading: 'なら', region: '近畿' },
  { code: '30', name: '和歌山県', reading: 'わかやま', region: '近畿' },
  { code: '31', name: '鳥取県', reading: 'とっとり', region: '中国四国' },
  { code: '32', name: '島根県', reading: 'しまね', region: '中国四国' },
  { code: '33', name: '岡山県', reading: 'おかやま', region: '中国四国' },
  { code: '34', name: '広島県', reading: 'ひろしま', region: '中国四国' },
  { code: '35', name: '山口県', reading: 'やまぐち', region: '中国四国' },
  { code: '36', name: '徳島県', reading: 'とくしま', region: '四国' },
  { code: '37', name: '香川県', reading: 'かがわ', region: '四国' },
  { code: '38', name: '愛媛県', reading: 'えひめ', region: '四国' },
  { code: '39', name: '高知県', reading: 'こうち', region: '四国' },
  { code: '40', name: '福岡県', reading: 'ふくおか', region: '九州' },
  { code: '41', name: '佐賀県', reading: 'さが', region: '九州' },
  { code: '42', name: '長崎県', reading: 'ながさき', region: '九州' },
  { code: '43', name: '熊本県', reading: 'くまもと', region: '九州' },
  { code: '44', name: '大分県', reading: 'おおいた', region: '九州' },
  { code: '45', name: '宮崎県', reading: 'みやざき', region: '九州' },
  { code: '46', name: '鹿児島県', reading: 'かごしま', region: '九州' },
  { code: '47', name: '沖縄県', reading: 'おきなわ', region: '九州' },
];

const NAMES = PREFECTURES.map((prefecture) => prefecture.name).join('|');
/** A line that is a prefecture's name and nothing else: the label of a table row or section. */
export const PLACE_ALONE = new RegExp(`^(?:${NAMES})$`);
/** A line that begins with a prefecture's name as its label. */
export const PLACE_FIRST = new RegExp(`^(${NAMES})(?:$|[\\s　]+\\S)`);
