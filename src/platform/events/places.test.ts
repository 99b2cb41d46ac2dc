import { describe, expect, it } from 'vitest';
import { formatPlaces, parsePlaces } from './places.ts';

describe('places', () => {
  it('of one home are its event id', () => {
    expect(formatPlaces(new Map([['home-a', '1-0-2']]))).toBe('1-0-2');
    expect(parsePlaces('1-0-2', ['home-a'])).toEqual(new Map([['home-a', '1-0-2']]));
  });

  it('of several homes come back as they went', () => {
    const places = new Map([
      ['home-a', '1-0-2'],
      ['home-b', '3-1-0'],
    ]);
    expect(parsePlaces(formatPlaces(places), ['home-a', 'home-b'])).toEqual(places);
  });

  it('leave out homes that are not followed, and know nothing of new ones', () => {
    expect(parsePlaces('home-a@1-0-2,home-b@3-1-0', ['home-b', 'home-c'])).toEqual(
      new Map([
        ['home-b', '3-1-0'],
        ['home-c', undefined],
      ]),
    );
    expect(parsePlaces(undefined, ['home-a'])).toEqual(new Map([['home-a', undefined]]));
  });

  it.each(['@1-0-0', 'home-a@', 'home-a@1-0-0,', '1-0-0,home-a@1-0-0', '@'])('are not %j', (text) => {
    expect(() => parsePlaces(text, ['home-a'])).toThrow('none of this platform');
  });
});
