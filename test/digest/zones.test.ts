import { describe, expect, it } from 'vitest';
import { knownZones, readOffset, readZone, zonesAhead, zonesMeant } from '../../src/digest/zones.ts';

describe('zones as people write them', () => {
  it.each([
    ['Europe/Berlin', 'Europe/Berlin'],
    ['europe/berlin', 'Europe/Berlin'],
    ['Berlin', 'Europe/Berlin'],
    ['new york', 'America/New_York'],
    ['New_York', 'America/New_York'],
    ['newyork', 'America/New_York'],
    ['São Paulo', 'America/Sao_Paulo'],
    ['utc', 'UTC'],
    ['gmt', 'GMT'],
    ['cet', 'CET'],
    ['asia/kolkata', 'Asia/Kolkata'],
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['kyiv', 'Europe/Kyiv'],
    ['Ho Chi Minh', 'Asia/Ho_Chi_Minh'],
    ['San Francisco', 'America/Los_Angeles'],
    ['munich', 'Europe/Berlin'],
    ['Etc/UTC', 'Etc/Utc'],
  ])('reads "%s"', (words, zone) => {
    expect(readZone(words)).toBe(zone);
    expect(() => new Intl.DateTimeFormat('en', { timeZone: zone })).not.toThrow();
  });

  it.each([
    ['Germany', 'Europe/Berlin'],
    ['south korea', 'Asia/Seoul'],
    ['Ukraine', 'Europe/Kyiv'],
    ['India', 'Asia/Kolkata'],
    ['UK', 'Europe/London'],
    ['Spain', 'Europe/Madrid'],
  ])('takes %s for where most of it lives', (country, zone) => {
    expect(readZone(country)).toBe(zone);
  });

  it('takes letters on clocks for the places that have them, with their summer time', () => {
    expect(readZone('EST')).toBe('America/New_York');
    expect(readZone('pdt')).toBe('America/Los_Angeles');
    expect(readZone('JST')).toBe('Asia/Tokyo');
  });

  it.each(['', '+02:00', 'Mars/Phobos', 'Velmark', 'UTC+2', 'am', 'weekdays', 'mon'])('reads none in "%s"', (words) => {
    expect(readZone(words)).toBe(null);
  });

  it('chooses none of several', () => {
    expect(readZone('USA')).toBe(null);
    expect(zonesMeant('USA')).toEqual(['America/Los_Angeles', 'America/Denver', 'America/Chicago', 'America/New_York']);
  });

  it('knows offsets for what they are, and who has them today', () => {
    expect(['+2', 'UTC+2', 'gmt -05:30', '+0530', '+15', '2', 'CET'].map(readOffset)).toEqual([
      120,
      120,
      -330,
      330,
      null,
      null,
      null,
    ]);
    expect(zonesAhead(60, new Date('2026-11-24T07:00:00Z')).slice(0, 2)).toEqual(['Europe/Berlin', 'Europe/Paris']);
    expect(zonesAhead(60, new Date('2026-07-24T07:00:00Z'))[0]).toBe('Europe/London');
  });
});

describe('every zone that is offered', () => {
  it('is one that the runtime knows, offered once', () => {
    const zones = knownZones().map(({ zone }) => zone);
    expect(zones.length).toBeGreaterThan(400);
    expect(new Set(zones).size).toBe(zones.length);
    for (const zone of zones) expect(readZone(zone)).toBe(zone);
  });
});
