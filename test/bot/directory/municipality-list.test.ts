import { describe, expect, it } from 'vitest';
import { checkDigitOf, readCode } from '../../../bot/directory/municipality-list.js';

describe('the ministry’s code', () => {
  it('has a check digit as the specification says', () => {
    expect(checkDigitOf('01000')).toBe(6);
    expect(checkDigitOf('25201')).toBe(8);
    expect(checkDigitOf('13101')).toBe(6);
  });

  it('is read in every form that offices write it in', () => {
    for (const text of ['252018', '２５２０１８', '25201-8', ' 252018 '])
      expect(readCode(text)).toEqual({ code: '252018' });
  });

  it('gets back the zero that a spreadsheet dropped', () => {
    expect(readCode('10006')).toEqual({ code: '010006' });
  });

  it('is refused with a wrong digit, a wrong length, or a prefecture that there is not', () => {
    expect(readCode('252019')).toEqual({ fault: 'check-digit' });
    expect(readCode('25201')).toEqual({ fault: 'check-digit' });
    expect(readCode('2520')).toEqual({ fault: 'not-six-digits' });
    expect(readCode(`480002`.replace(/.$/, String(checkDigitOf('48000'))))).toEqual({ fault: 'prefecture' });
  });
});
