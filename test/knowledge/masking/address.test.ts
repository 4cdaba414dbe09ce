import { describe, expect, it } from 'vitest';
import { maskPersonalDetails } from '../../../knowledge/masking/mask.js';

const masked = (text: string): string => maskPersonalDetails(text).masked;

describe('addresses', () => {
  it.each([
    ['大津市梅林1-2-3に住む', '大津市〔住所〕に住む'],
    ['草津市大路二丁目1番35号です', '草津市〔住所〕です'],
    ['滋賀県甲賀市水口町水口6053番地', '滋賀県甲賀市〔住所〕'],
    ['京都市左京区吉田本町36-1から', '京都市左京区〔住所〕から'],
    ['札幌市中央区北1条西2丁目', '札幌市中央区〔住所〕'],
    ['大津市中央３丁目４－５　サンハイツ２０３号室の方', '大津市〔住所〕の方'],
    ['コーポ山田201号室に住む', '〔住所〕に住む'],
    ['〒520-0043 大津市', '〔住所〕 大津市'],
    ['住所：大津市梅林', '住所：大津市〔住所〕'],
  ])('are masked below the municipality: %s', (text, expected) => {
    expect(masked(text)).toBe(expected);
  });

  it.each([
    '大津市では高齢化率が27.5%、人口34万人。甲賀市は平成16年10月1日に発足',
    '様式1-2と別紙3-1、要綱第3の1(1)ア、問3-2、国道1号、法第115条の45第2項第4号',
    '大津市の研修会は10-12時、市役所3階304会議室、305号室に入院',
    '住所：不明、住所地特例、住所変更届',
  ])('are not the municipality, counts and numbered things: %s', (text) => {
    expect(masked(text)).toBe(text);
  });
});
