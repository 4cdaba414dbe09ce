/**
 * The words that generate.ts composes its texts of. They share nothing with the masker's own lists, so that what the
 * masker happens to know is not what it is measured on.
 */

/** The words of a list written with spaces between them. */
function words(list: string): string[] {
  return list.trim().split(/\s+/);
}

export const familyNames = words(`
  赤松 安藤 飯島 石黒 泉 市原 稲葉 岩田 宇野 江口 大久保 大森 岡崎 小田 尾崎 落合 甲斐 笠原 勝又 神谷
  川島 河野 北村 木村 窪田 栗原 郷田 児玉 近藤 早乙女 榊原 坂井 佐野 塩谷 篠原 渋谷 白川 菅原 関口 園田
  高木 滝沢 竹中 田辺 津田 土屋 寺田 富永 中井 長尾 仁科 西尾 根本 野口 萩原 畑 馬場 樋口 日高 平野
  福田 船越 堀内 松岡 三上 宮川 向井 村田 毛利 森本 八木 柳 山内 湯浅 横井 若林 和久井 渡辺
`);
export const givenNames = words(`
  明美 篤 郁夫 いく 岩男 悦子 栄一 修一 和江 一雄 勝也 絹代 清 きみ 邦子 敬三 幸子 さだ 早苗 茂子 静江
  しず 昭二 澄子 大樹 孝 多恵 忠義 辰夫 千鶴 司 照子 徹也 とめ 直人 なつ 信子 登 春江 久雄 秀雄 文子
  正子 まつ 道代 光代 実 靖 ゆき 佳代 義雄 里美 亘
`);
export const kanaFamilies = words(`
  アカマツ イワタ オザキ カサハラ キムラ コンドウ サカイ タナベ ナガオ ニシオ ヒグチ マツオカ ミカミ
  ヤギ ワカバヤシ
`);
export const kanaGivens = words(`
  アケミ イクオ エツコ カズエ キヌヨ サダ シズエ タツオ テルコ ノブコ ハルエ マサコ ミツヨ ヨシオ
`);
export const foreignNames = [
  'レ・ティ・マイ',
  'ファム・ヴァン・ロン',
  'アナ・クルス',
  'ジョセフ・レイエス',
  'パク・ミンジョン',
  'イ・スンヒ',
  'チェン・ウェイ',
  'シルバ・パウロ',
  'フェルナンダ・オリベイラ',
  'ラメシュ・グルン',
  'デウィ・ラフマワティ',
  'トーマス・ベイカー',
  'エレナ・ペトロワ',
  'ソムチャイ・ブンミー',
  'タン・リーファ',
];

export const municipalities = words(`
  岐阜県大垣市 三重県伊賀市 福井県敦賀市 奈良県橿原市 和歌山県田辺市 兵庫県三木市 愛知県豊川市
  大阪府高槻市 東京都杉並区 東京都江戸川区 長野県飯田市 埼玉県本庄市 宮崎市 山口市 大津市 草津市
  福島県南会津町 香川県三木町 石川県小松市
`);
export const quarters = words(`
  緑町 東本町 旭ケ丘 大字上野 字西ノ原 桜台 神明町 若松 八幡町 中之島 川原町 南つつじが丘 栄町 新田
  宮前 北浜 寺町 大字下田 松葉町 朝日ヶ丘
`);
export const buildings = words(`
  メゾン若草 ハイツ藤 コーポラス泉 グランド川辺 市営住宅 サンパレス緑 第三青葉荘 パークサイド桜
`);

export const organisations = words(`
  青空訪問看護ステーション 松岡内科医院 岩田クリニック 県立中央病院 東地域包括支援センター
  特別養護老人ホームみどりの里 社会福祉協議会 市民病院地域連携室 渡辺整形外科 たんぽぽ薬局 三郡医師会
`);
export const roles = words(`
  看護師さん ケアマネさん 主治医の先生 事務局様 利用者様 ご家族様 訪看さん 保健師さん 患者さん
  民生委員さん 娘さん 担当者様 ヘルパーさん 薬剤師さん 奥様 ご主人 お孫さん 皆さん
`);
export const initials = words(`
  Ａさん Bさん Ｃ様 D氏 ○○様 ＸさんとＹさん 甲さん △△さん
`);
export const laws = [
  '介護保険法第115条の45第2項第4号',
  '医療法第30条の4',
  '個人情報保護法第27条第1項',
  '老老発0401第2号',
  '医政地発0720第1号',
  '地域支援事業実施要綱の別記3',
  '手引き Ver.3 の12～15ページ',
  '様式第2号の3',
  '別添1-2-3',
];
export const honorifics = words(`
  さん 様 さん 様 氏 さま 殿
`);
export const professionals = words(`
  先生 医師 看護師 ケアマネ 保健師 課長 係長 主任 薬剤師 さん
`);
export const kin = words(`
  長男 長女 次男 次女 妻 夫 姪 甥 弟 妹
`);
