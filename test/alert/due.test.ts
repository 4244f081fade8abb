import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AlertKind, Notice, Signs, Standing } from '../../src/alert/alert.ts';
import { alertsDue } from '../../src/alert/due.ts';
import { messagesOf } from '../../src/alert/words.ts';

const HOUR = 3_600_000;
const START = new Date('2026-11-24T08:00:00Z').getTime();
const at = (hours: number) => new Date(START + hours * HOUR);

const WELL: Signs = {
  intake: { newestAt: at(0), silentHours: 24 },
  late: [],
  budget: { budget: '1,000 tokens', spent: false, until: at(16) },
  tokens: [],
  listening: [],
  writing: { trouble: null },
  store: { trouble: null },
};
const texts = (notices: readonly Notice[]) => notices.map(({ text }) => text);
const standing = (kind: AlertKind, subject = '', since = at(0), overAt: Date | null = null): Standing => ({
  kind,
  subject,
  since,
  overAt,
  untoldUntil: null,
});

describe('alerts', () => {
  it('are none when all is well, nor where no article ever came in', () => {
    expect(alertsDue(WELL, [], at(1))).toEqual([]);
    expect(alertsDue({ ...WELL, intake: { newestAt: null, silentHours: 24 } }, [], at(999))).toEqual([]);
  });

  it('say in plain sentences what is wrong and what to do', () => {
    const bad: Signs = {
      intake: { newestAt: at(0), silentHours: 24 },
      late: [
        { channel: 'slack:C0DESK', dueAt: at(24), reason: 'The platform asked to wait.' },
        { channel: 'discord:100', dueAt: at(24), reason: null },
      ],
      budget: { budget: '1,000 tokens', spent: true, until: at(40) },
      tokens: [
        { subject: 'model', at: at(25), trouble: 'The key is not accepted (401). It says: The mayor of Tasmere' },
        { subject: 'slack', at: at(25), trouble: 'invalid_auth: take a new one.' },
      ],
      listening: [{ subject: 'discord', at: at(25), trouble: 'the token is refused' }],
      writing: { trouble: 'The disk is full: free some space' },
      store: { trouble: null },
    };
    expect(texts(alertsDue(bad, [], at(26)))).toMatchInlineSnapshot(`
      [
        "Nothing can be kept any more: The disk is full: free some space. Articles stay in the inbox meanwhile, and digests wait.",
        "No article has come in since 2026-11-24 08:00 UTC, 26 hours ago. Look whether whatever fills the inbox still runs, and whether files lie in the inbox that are not taken.",
        "The digest for slack:C0DESK was due at 2026-11-25 08:00 UTC and is not delivered. The platform asked to wait.",
        "The digest for discord:100 was due at 2026-11-25 08:00 UTC and is not delivered. Run "npx newsdesk doctor", which looks for the cause.",
        "The day's model budget of 1,000 tokens is spent: new articles wait until 2026-11-26 00:00 UTC. Raise NEWSDESK_DAILY_TOKENS or NEWSDESK_DAILY_USD to go on before that.",
        "The model server refuses Newsdesk: The key is not accepted (401).",
        "Slack refuses Newsdesk: invalid_auth: take a new one.",
        "Commands on Discord are not answered: the token is refused.",
      ]
    `);
  });

  it('end with a sentence of their own, once all is well again', () => {
    const before = [
      standing('intake-silent'),
      standing('digest-late', 'slack:C0DESK'),
      standing('budget-spent'),
      standing('token-refused', 'model'),
    ];
    const signs = { ...WELL, tokens: [{ subject: 'model', at: at(2), trouble: null }] };
    expect(texts(alertsDue(signs, before, at(2)))).toMatchInlineSnapshot(`
      [
        "Articles come in again.",
        "The digest for slack:C0DESK is late no more.",
        "There is model budget again, and articles are read.",
        "The model server accepts Newsdesk again.",
      ]
    `);
  });

  it('are told again when whoever was to tell of them never said that they were told', () => {
    const silent = { ...WELL, intake: { newestAt: at(0), silentHours: 24 } };
    const begun = { ...standing('intake-silent', '', at(24)), untoldUntil: at(25) };
    expect(alertsDue(silent, [begun], at(24.9))).toEqual([]);
    expect(alertsDue(silent, [begun], at(25))).toMatchObject([{ change: 'begun', at: at(24) }]);
    const over = { ...standing('intake-silent', '', at(24), at(26)), untoldUntil: at(27) };
    const well = { ...WELL, intake: { newestAt: at(26), silentHours: 24 } };
    expect(alertsDue(well, [over], at(27))).toMatchObject([{ change: 'over', at: at(26) }]);
    // What is true no longer is not told: what came after it is.
    expect(alertsDue(well, [begun], at(27))).toMatchObject([{ change: 'over', at: at(27) }]);
    expect(alertsDue(silent, [over], at(51))).toMatchObject([{ change: 'begun', at: at(51) }]);
  });

  it('wait a little for a connection to be made anew, and no longer', () => {
    const broken = { ...WELL, listening: [{ subject: 'slack', at: at(1), trouble: 'It broke off.' }] };
    const minutes = (count: number) => new Date(at(1).getTime() + count * 60_000);
    expect(alertsDue(broken, [], minutes(1))).toEqual([]);
    expect(texts(alertsDue(broken, [], minutes(2)))).toEqual(['Commands on Slack are not answered: It broke off.']);
  });

  it('stand as they are while nobody can tell', () => {
    const dark: Signs = { ...WELL, intake: null, late: null, budget: null, writing: null };
    const before = [standing('intake-silent'), standing('digest-late', 'slack:C1'), standing('writes-failing')];
    expect(alertsDue(dark, before, at(1))).toEqual([]);
  });

  it('are not moved by what a process knew before another one told of them', () => {
    const heard = (hours: number, trouble: string | null): Signs => ({
      ...WELL,
      tokens: [{ subject: 'slack', at: at(hours), trouble }],
    });
    expect(alertsDue(heard(1, null), [standing('token-refused', 'slack', at(2))], at(3))).toEqual([]);
    const over = [standing('token-refused', 'slack', at(2), at(4))];
    expect(alertsDue(heard(3, 'refused'), over, at(5))).toEqual([]);
    expect(alertsDue(heard(5, 'refused'), over, at(5))).toHaveLength(1);
  });

  it('of one kind are one message, with the rest counted', () => {
    const late = Array.from({ length: 40 }, (_, n) => ({
      channel: `slack:C${n}`,
      dueAt: at(1),
      reason: 'It is down.',
    }));
    const messages = messagesOf(alertsDue({ ...WELL, late }, [], at(2)));
    expect(messages).toHaveLength(1);
    expect(messages[0]?.notices).toHaveLength(40);
    expect(messages[0]?.text).toMatch(/slack:C0 .*slack:C1 .*slack:C2 .*The same holds for 37 more\.$/);
  });

  it('are never told twice, and always told over: whatever happens, beginnings and ends take turns', () => {
    const moment = fc.record({
      silent: fc.option(fc.boolean(), { nil: null }),
      late: fc.option(fc.uniqueArray(fc.constantFrom('slack:C1', 'slack:C2', 'discord:3')), { nil: null }),
      spent: fc.option(fc.boolean(), { nil: null }),
      slack: fc.option(fc.boolean(), { nil: null }),
      writing: fc.option(fc.boolean(), { nil: null }),
      down: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(moment, { maxLength: 30 }), (moments) => {
        let kept: Standing[] = [];
        const told: Notice[] = [];
        const step = (signs: Signs, now: Date) => {
          for (const notice of alertsDue(signs, kept, now)) {
            told.push(notice);
            const { kind, subject } = notice;
            const before = kept.find((one) => one.kind === kind && one.subject === subject);
            const since = notice.change === 'begun' ? notice.at : (before?.since ?? notice.at);
            kept = kept.filter((one) => one !== before);
            kept.push({
              kind,
              subject,
              since,
              overAt: notice.change === 'begun' ? null : notice.at,
              untoldUntil: null,
            });
          }
        };
        moments.forEach((seen, n) => {
          const now = at(100 + n);
          const signs: Signs = {
            intake: seen.silent === null ? null : { newestAt: seen.silent ? at(0) : now, silentHours: 24 },
            late: seen.late?.map((channel) => ({ channel, dueAt: at(99), reason: null })) ?? null,
            budget: seen.spent === null ? null : { budget: '1 token', spent: seen.spent, until: now },
            tokens: seen.slack === null ? [] : [{ subject: 'slack', at: now, trouble: seen.slack ? 'no' : null }],
            listening: [],
            writing: seen.writing === null ? null : { trouble: seen.writing ? 'full' : null },
            store: { trouble: seen.down ? 'down' : null },
          };
          step(signs, now);
          // The same look once more tells nothing.
          const before = told.length;
          step(signs, now);
          expect(told.length).toBe(before);
        });
        const end = at(1_000);
        step(
          {
            ...WELL,
            intake: { newestAt: end, silentHours: 24 },
            tokens: [{ subject: 'slack', at: end, trouble: null }],
          },
          end,
        );
        for (const group of Map.groupBy(told, ({ kind, subject }) => `${kind} ${subject}`).values()) {
          expect(group.map(({ change }) => change)).toEqual(group.map((_, n) => (n % 2 === 0 ? 'begun' : 'over')));
          expect(group.length % 2).toBe(0);
        }
      }),
    );
  });
});
